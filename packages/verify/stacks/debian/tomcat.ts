import { pages } from '../pages.ts'
import { findAll } from '../program.ts'
import { partsOf } from '../parts.ts'
import type { RealStack } from '../types.ts'
import { debianPackage } from './dpkg.ts'
import { classPath, compile, compiler, filter, java, run, webApp } from './java.ts'

const namespace = '<web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">'

const cors = (parameters: Readonly<Record<string, string>>) =>
  filter('org.apache.catalina.filters.CorsFilter', parameters)
const lists = {
  'cors.allowed.methods': 'GET,PATCH,OPTIONS',
  'cors.allowed.headers': 'authorization,content-type,x-tenant',
  'cors.exposed.headers': 'x-total-count',
}
const origins = {
  'cors.allowed.origins': pages.origins.join(','),
  'cors.support.credentials': 'true',
}

/** Authentication of the container, which runs before all filters. */
const security = `<security-constraint>
  <web-resource-collection><web-resource-name>api</web-resource-name><url-pattern>/*</url-pattern></web-resource-collection>
  <auth-constraint><role-name>user</role-name></auth-constraint>
</security-constraint>
<login-config><auth-method>BASIC</auth-method></login-config>
<security-role><role-name>user</role-name></security-role>`

/** Tomcat with its CorsFilter, in an application that requires a token. */
export const tomcat: RealStack = {
  id: 'tomcat',
  find: () => {
    const others = findAll(java, compiler)
    return 'missing' in others ? others : findAll(debianPackage('Tomcat', 'libtomcat10-java'))
  },
  // The credentials of the user in tomcat-users.xml.
  options: {
    requestHeaders: ['authorization: Basic dXNlcjpwYXNzd29yZA==', ...pages.requestHeaders],
  },
  files: ({ context = '<Context />', ...places }, { port }) => ({
    ...webApp('jakarta', namespace, places),
    'webapps/ROOT/META-INF/context.xml': context,
    'conf/server.xml': `<Server port="-1">
  <Service name="Catalina">
    <Connector port="${port}" address="127.0.0.1" />
    <Engine name="Catalina" defaultHost="localhost">
      <Realm className="org.apache.catalina.realm.MemoryRealm" />
      <Host name="localhost" appBase="webapps" />
    </Engine>
  </Service>
</Server>
`,
    'conf/web.xml': `${namespace}
<servlet><servlet-name>default</servlet-name><servlet-class>org.apache.catalina.servlets.DefaultServlet</servlet-class></servlet>
<servlet-mapping><servlet-name>default</servlet-name><url-pattern>/</url-pattern></servlet-mapping>
</web-app>
`,
    'conf/tomcat-users.xml':
      '<tomcat-users><user username="user" password="password" roles="user" /></tomcat-users>',
  }),
  place: (block) =>
    block.includes('META-INF/context.xml')
      ? {
          ...partsOf(block, {
            cors: '<!-- WEB-INF/web.xml: the first filter -->',
            context:
              '<!-- META-INF/context.xml, if web.xml has a login-config, with the class of its authenticator -->',
          }),
          security,
        }
      : { cors: block },
  start: ({ folder }) => [
    compile('tomcat10-servlet-api'),
    {
      ...run(
        classPath(
          ...['tomcat10-catalina', 'tomcat10-coyote', 'tomcat10-juli', 'tomcat10-servlet-api'],
          ...['tomcat10-util', 'tomcat10-util-scan', 'tomcat10-annotations-api', 'tomcat10-api'],
          ...['tomcat10-el-api', 'tomcat10-jaspic-api', 'tomcat10-jni', 'tomcat10-jsp-api'],
        ),
        'org.apache.catalina.startup.Bootstrap',
        'start',
      ),
      env: {
        JAVA_TOOL_OPTIONS: `-Dcatalina.base=${folder} -Dcatalina.home=${folder} -Djava.io.tmpdir=${folder}`,
      },
    },
  ],
  wrong: [
    {
      title: '`*` with credentials',
      places: { cors: cors({ 'cors.allowed.origins': '*', ...lists }) },
    },
    {
      title: 'authentication before CORS',
      places: { late: cors({ ...origins, ...lists }) },
    },
    {
      title: 'authentication of preflights by Tomcat',
      places: { cors: cors({ ...origins, ...lists }), security },
    },
    {
      title: 'method and request header not listed, header not exposed',
      places: { cors: cors(origins) },
    },
  ],
}
