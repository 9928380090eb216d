import { xml } from './syntax.ts'

/** A servlet filter for all paths, with its parameters, as web.xml has it. */
export function filterXml(
  name: string,
  className: string,
  parameters: readonly (readonly [name: string, value: string])[],
): string {
  return [
    '<filter>',
    `  <filter-name>${name}</filter-name>`,
    `  <filter-class>${className}</filter-class>`,
    '  <async-supported>true</async-supported>',
    ...parameters.map(
      ([parameter, value]) =>
        `  <init-param><param-name>${parameter}</param-name><param-value>${xml.text(value)}</param-value></init-param>`,
    ),
    '</filter>',
    '<filter-mapping>',
    `  <filter-name>${name}</filter-name>`,
    '  <url-pattern>/*</url-pattern>',
    '</filter-mapping>',
  ].join('\n')
}
