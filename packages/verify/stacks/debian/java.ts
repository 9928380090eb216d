import type { Need } from '../program.ts'
import type { Command, Files, Places } from '../types.ts'
import { debianPackage } from './dpkg.ts'

export const java: Need = {
  name: 'Java',
  debian: 'default-jre-headless',
  version: ['java', ['-version'], /version "(\d+)/],
}

/** A compiler that runs on a JRE, and that Tomcat needs anyway. */
export const compiler = debianPackage('ECJ', 'libeclipse-jdt-core-java')

/** A class path of Debian's Java libraries. */
export function classPath(...names: readonly string[]): string {
  return names.map((name) => `/usr/share/java/${name}.jar`).join(':')
}

/** Runs a Java class. The virtual machine starts faster without its optimizing compiler. */
export function run(path: string, ...args: readonly string[]): Command {
  return {
    program: 'java',
    args: ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xmx256m', '-cp', path, ...args],
  }
}

/** Compiles the classes of `webApp`. */
export function compile(servletApi: string): Command {
  const options = ['-11', '-nowarn', '-proc:none', '-cp', classPath(servletApi)]
  return run(
    classPath('eclipse-jdt-core'),
    'org.eclipse.jdt.internal.compiler.batch.Main',
    ...options,
    ...['-d', `${root}/WEB-INF/classes`, 'Api.java', 'Authenticate.java'],
  )
}

/** The folder of the web application. */
export const root = 'webapps/ROOT'

/** The filter of web.xml that requires a token. */
const authenticateXml = `<filter>
  <filter-name>authenticate</filter-name>
  <filter-class>Authenticate</filter-class>
</filter>
<filter-mapping>
  <filter-name>authenticate</filter-name>
  <url-pattern>/*</url-pattern>
</filter-mapping>`

/**
 * A web application that requires a token: the filters of the place `cors` are above that filter, those of
 * `late` below; `security` ends web.xml.
 *
 * @param api `jakarta` or, before Jakarta EE 9, `javax`
 * @param head the start tag of web.xml
 */
export function webApp(
  api: 'jakarta' | 'javax',
  head: string,
  { cors = '', late = '', security = '' }: Places,
): Files {
  return {
    [`${root}/WEB-INF/web.xml`]: `${head}
${cors}
${authenticateXml}
${late}
<servlet><servlet-name>api</servlet-name><servlet-class>Api</servlet-class></servlet>
<servlet-mapping>
  <servlet-name>api</servlet-name>
  <url-pattern>/api/items</url-pattern>
  <url-pattern>/api/boom</url-pattern>
</servlet-mapping>
${security}
</web-app>
`,
    'Api.java': `
import ${api}.servlet.http.*;

public class Api extends HttpServlet {
  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws java.io.IOException {
    if (request.getServletPath().equals("/api/boom")) throw new RuntimeException("boom");
    response.setContentType("application/json");
    response.setHeader("X-Total-Count", "2");
    response.getWriter().print("[{\\"id\\":1},{\\"id\\":2}]");
  }
}
`,
    'Authenticate.java': `
import ${api}.servlet.*;
import ${api}.servlet.http.*;

public class Authenticate implements Filter {
  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws java.io.IOException, ServletException {
    if (((HttpServletRequest) request).getHeader("Authorization") == null)
      ((HttpServletResponse) response).setStatus(401);
    else chain.doFilter(request, response);
  }
}
`,
  }
}

/** A filter with its parameters, for all paths. */
export function filter(className: string, parameters: Readonly<Record<string, string>>): string {
  const lines = Object.entries(parameters).map(
    ([name, value]) =>
      `<init-param><param-name>${name}</param-name><param-value>${value}</param-value></init-param>`,
  )
  return `<filter>
  <filter-name>cors</filter-name>
  <filter-class>${className}</filter-class>
  ${lines.join('\n  ')}
</filter>
<filter-mapping><filter-name>cors</filter-name><url-pattern>/*</url-pattern></filter-mapping>`
}
