import { pages, withToken } from '../pages.ts'
import { findAll } from '../program.ts'
import type { RealStack } from '../types.ts'
import { debianPackage } from './dpkg.ts'
import { classPath, compile, compiler, filter, java, root, run, webApp } from './java.ts'

const namespace = '<web-app xmlns="http://xmlns.jcp.org/xml/ns/javaee" version="4.0">'

const cors = (parameters: Readonly<Record<string, string>>) =>
  filter('org.eclipse.jetty.servlets.CrossOriginFilter', parameters)
const lists = {
  allowedMethods: 'GET,PATCH',
  allowedHeaders: 'authorization,content-type,x-tenant',
  exposedHeaders: 'x-total-count',
}
const allowedOrigins = pages.origins.join(',')
const whole = { allowedOrigins, ...lists, chainPreflight: 'false' }

/** Jetty with its CrossOriginFilter, in an application that requires a token. */
export const jetty: RealStack = {
  id: 'jetty',
  find: () => {
    const others = findAll(java, compiler, debianPackage('servlets', 'libjetty9-extra-java'))
    return 'missing' in others ? others : findAll(debianPackage('Jetty', 'libjetty9-java'))
  },
  options: withToken,
  files: (places, { port }) => ({
    ...webApp('javax', namespace, places),
    'jetty.xml': `<?xml version="1.0"?>
<!DOCTYPE Configure PUBLIC "-//Jetty//Configure//EN" "http://www.eclipse.org/jetty/configure_9_3.dtd">
<Configure id="Server" class="org.eclipse.jetty.server.Server">
  <Call name="addConnector"><Arg>
    <New class="org.eclipse.jetty.server.ServerConnector">
      <Arg><Ref refid="Server" /></Arg>
      <Set name="host">127.0.0.1</Set>
      <Set name="port">${port}</Set>
    </New>
  </Arg></Call>
  <Set name="handler">
    <New class="org.eclipse.jetty.webapp.WebAppContext">
      <Set name="contextPath">/</Set>
      <Set name="war">${root}</Set>
    </New>
  </Set>
</Configure>
`,
  }),
  start: () => [
    compile('servlet-api'),
    run(
      classPath(
        ...['jetty9-server', 'jetty9-http', 'jetty9-io', 'jetty9-util', 'jetty9-xml'],
        ...['jetty9-servlet', 'jetty9-servlets', 'jetty9-security', 'jetty9-webapp'],
        ...['jetty9-continuation', 'jetty9-util-ajax', 'servlet-api'],
      ),
      'org.eclipse.jetty.xml.XmlConfiguration',
      'jetty.xml',
    ),
  ],
  wrong: [
    {
      title: 'any origin reflected with credentials (the default)',
      places: { cors: cors({ ...lists, chainPreflight: 'false' }) },
    },
    { title: 'authentication before CORS', places: { late: cors(whole) } },
    {
      title: 'authentication of preflights (`chainPreflight`)',
      places: { cors: cors({ allowedOrigins, ...lists }) },
    },
    {
      title: 'method and request header not listed, header not exposed',
      places: { cors: cors({ allowedOrigins, chainPreflight: 'false' }) },
    },
  ],
}
