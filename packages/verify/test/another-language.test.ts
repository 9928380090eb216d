import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isInAnotherLanguage, symptoms } from '../src/symptoms/index.ts'

describe('isInAnotherLanguage', () => {
  // Console texts of Firefox in other languages, as users quoted them.
  const translated = [
    "Quellübergreifende (Cross-Origin) Anfrage blockiert: Die Gleiche-Quelle-Regel verbietet das Lesen der externen Ressource auf http://localhost:11434/api/generate. (Grund: CORS-Kopfzeile 'Access-Control-Allow-Origin' fehlt). Statuscode: 403.",
    'Blocage d’une requête multiorigines (Cross-Origin Request) : la politique « Same Origin » ne permet pas de consulter la ressource distante située sur https://arfp.eu/dataset/value.json. Raison : l’en-tête CORS « Access-Control-Allow-Origin » est manquant.',
    "Solicitud desde otro origen bloqueada: la política de mismo origen impide leer el recurso remoto en https://random-d.uk/api/random (razón: falta la cabecera CORS 'Access-Control-Allow-Origin'). Código de estado: 200.",
    "已拦截跨源请求：同源策略禁止读取位于 http://localhost:9200/_all 的远程资源。（原因：CORS 头缺少 'Access-Control-Allow-Origin'）。",
  ]
  for (const text of translated) {
    it(`${text.slice(0, 40)} → true`, () => assert.equal(isInAnotherLanguage(text), true))
  }

  it('every text of the table → false', () => {
    const wrong = symptoms.filter(({ pattern }) => isInAnotherLanguage(pattern))
    assert.deepEqual(wrong, [])
  })

  for (const text of [
    '',
    '502',
    'Access-Control-Allow-Origin: https://app.example.com',
    'an error of the year 2030 that no table has',
    "Access to fetch at 'https://api.example.com/la/el/die' has been blocked",
    'Two words of the text are foreign: la die',
    'qwertz asdf',
  ]) {
    it(`${JSON.stringify(text)} → false`, () => assert.equal(isInAnotherLanguage(text), false))
  }
})
