/** The syntax of methods and header names: `token` of RFC 9110, section 5.6.2. */
export const token = /^[!#$%&'*+\-.^_`|~\dA-Za-z]+$/

/** The characters that Node sends in a header value: `field-value` of RFC 9110, section 5.5, with obs-text. */
export const headerValue = /^[\t\x20-\x7e\x80-\xff]*$/

/** The maximum of header lines of one response of a custom server. */
export const maxHeaderLines = 50
