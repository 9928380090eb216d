import { causes } from '../causes/index.ts'
import { titlesOfUrls } from '../checks/not-cors.ts'
import { printable } from '../formats/printable.ts'
import { labelled, wrap } from '../formats/wrap.ts'
import { redactUrls } from '../http/redact.ts'
import type { FoundSymptom, SymptomFields } from '../symptoms/index.ts'

/** Width of the column of labels. */
const column = 12

/** Formats what `explain` found: each text with its causes, then the command to run next. */
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
      : [line('Copy', `This text does not name the cause. Copy instead ${copyInstead}.`)]),
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

/** The command with all that the text says about the request; what it does not say is to be filled in. */
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
    ...(isOrigin ? [] : ['<origin>: what location.origin prints in the console of the page']),
  ]
  return [
    wrap('Run this to see which cause it is:', width, ''),
    `  ${printable(command.join(' '))}`,
    ...missing.map((each) => `  ${each}`),
    wrap(
      'If the page sends more, add it: --method, --header, --cookie; or use --curl with the copied request.',
      width,
      '',
    ),
  ].join('\n')
}

/** One word for a shell of Unix and of Windows; the text decides what it holds. */
function quoted(word: string): string {
  if (/^[\w./:@%+,-]+$/.test(word)) return word
  return /[$`"\\!]/.test(word) ? `'${word.replaceAll("'", "'\\''")}'` : `"${word}"`
}
