import { causes } from '../causes/index.ts'
import { titlesOfUrls } from '../checks/not-cors.ts'
import { printable } from '../formats/printable.ts'
import { labelled, wrap } from '../formats/wrap.ts'
import { redactUrls } from '../http/redact.ts'
import type { FoundSymptom, SymptomFields } from '../symptoms/index.ts'

/** Width of the column of labels. */
const column = 12

/** Formats the result of `explain`: each recognised text with its causes, then the command to run next. */
export function explanationText(
  found: readonly FoundSymptom[],
  fields: SymptomFields,
  width: number,
): string {
  const blocks = found.map((each) => block(each, fields, width))
  const text = `${[...blocks, nextRun(found, fields, width)].join('\n\n')}\n`
  return redactUrls(text)
}

function block(
  { symptom, text, causes: ids, code, meaning, anchor }: FoundSymptom,
  fields: SymptomFields,
  width: number,
): string {
  const { engine, version, copyInstead } = symptom
  const line = (label: string, value: string) => labelled(label, printable(value), column, width)
  return [
    line('Printed by', `${engine} ${version}`),
    line('Text', text),
    line('Meaning', meaning),
    ...ids.map((id, index) => line(index === 0 ? 'Causes' : '', `${titleOf(id, fields)} [${id}]`)),
    ...(copyInstead === undefined
      ? []
      : [line('Copy', `This text does not name the cause. Instead, copy ${copyInstead}.`)]),
    ...(code === undefined || ids.length > 0 ? [] : [line('Finding', code)]),
    line('Fix', `docs/troubleshooting.md#${anchor}`),
  ].join('\n')
}

function titleOf(id: string, { header, method }: SymptomFields): string {
  const title = causes.find((cause) => cause.id === id)?.title ?? titleOfUrls(id) ?? id
  return typeof title === 'string' ? title : title(header ?? method ?? '…')
}

function titleOfUrls(id: string): string | undefined {
  return Object.entries(titlesOfUrls).find(([known]) => known === id)?.[1]
}

/** The command with the values from the text, and placeholders for values that the text does not have. */
function nextRun(found: readonly FoundSymptom[], fields: SymptomFields, width: number): string {
  const { url, redirectedFrom, origin, method, header } = fields
  const target = redirectedFrom ?? url
  const isHttp = target !== undefined && /^https?:\/\//.test(target)
  const isOrigin = origin !== undefined && origin !== 'null'
  const isCredentialed = found.some(({ symptom }) => symptom.credentialed)
  const command = [
    'npm run -s cors-verify --',
    isHttp ? quoted(target) : '<url>',
    '--origin',
    isOrigin ? quoted(origin) : '<origin>',
    ...(isCredentialed ? ['--credentials'] : []),
    ...(method === undefined || method === 'GET' ? [] : ['--method', quoted(method)]),
    ...(header === undefined ? [] : ['--header', quoted(header.toLowerCase())]),
  ]
  const missing = [
    ...(isHttp ? [] : ['<url>: the URL of the request']),
    ...(isOrigin ? [] : ['<origin>: the value of location.origin in the console of the page']),
  ]
  return [
    wrap('Run this command to find out which cause it is:', width, ''),
    `  ${printable(command.join(' '))}`,
    ...missing.map((each) => `  ${each}`),
    wrap(
      'Add the method, headers and cookies of the page with --method, --header and --cookie, or pass the copied request with --curl.',
      width,
      '',
    ),
  ].join('\n')
}

/** Quotes a word for a shell of Unix or Windows: it comes from the text, which may have any character. */
function quoted(word: string): string {
  if (/^[\w./:@%+,-]+$/.test(word)) return word
  return /[$`"\\!]/.test(word) ? `'${word.replaceAll("'", "'\\''")}'` : `"${word}"`
}
