/** The style of the HTML report: for light and dark mode, any width, and print. */
export const htmlStyle = `
:root {
  color-scheme: light dark;
  --paper: #f7f4ec; --card: #fffefa; --ink: #1c2527; --muted: #56605f; --rule: #ddd7c8; --edge: #85897f;
  --page: #0b6868; --page-wash: #e8f1ec; --api: #a04316; --api-wash: #f8e9de;
  --danger: #a5252b; --danger-wash: #fbeeea;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #13181a; --card: #1a2123; --ink: #ece8df; --muted: #a5adab; --rule: #313a3c; --edge: #6f797a;
    --page: #62cbc4; --page-wash: #16282a; --api: #f2a071; --api-wash: #2b2019;
    --danger: #ff9c94; --danger-wash: #2b1d1d;
  }
}
*, ::before, ::after { box-sizing: border-box; }
html { text-size-adjust: 100%; -webkit-text-size-adjust: 100%; }
body { margin: 0 auto; padding: 2rem 1rem 4rem; max-inline-size: 50rem; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1, h2, h3 { line-height: 1.25; text-wrap: balance; }
h1 { margin: 0 0 .5rem; font-size: 1.75rem; }
h2 { margin: 0 0 1rem; font-size: 1.25rem; }
h3 { margin: 1.5rem 0 .5rem; font-size: 1rem; }
p, ul, ol, dl, figure, pre { margin: 0 0 1rem; }
a { color: var(--page); }
code, pre { font: .8125rem/1.5 ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, Consolas, monospace; }
pre { padding: .75rem 1rem; border: 1px solid var(--rule); border-radius: .5rem; background: var(--paper); white-space: pre-wrap; }
.verdict { padding: .75rem 1rem; border-inline-start: 4px solid var(--page); background: var(--page-wash); }
.verdict.bad { border-color: var(--danger); background: var(--danger-wash); }
.verdict.weak { border-color: var(--api); background: var(--api-wash); }
.muted { color: var(--muted); font-size: .875rem; }
.contents { padding-inline-start: 1.5rem; }
section { margin-block: 1.5rem; padding: 1.25rem; border: 1px solid var(--rule); border-radius: .625rem; background: var(--card); }
.severity { padding: .0625rem .5rem; border: 1px solid currentColor; border-radius: 1rem; font-size: .8125rem; font-weight: 600; vertical-align: .125em; }
.critical, .broken { color: var(--danger); }
.severity.weak { color: var(--api); }
.info { color: var(--page); }
dt { color: var(--muted); font-size: .875rem; font-weight: 600; }
dd { margin: 0 0 .75rem; }
figure { break-inside: avoid; }
figcaption { margin-block-end: .5rem; color: var(--muted); font-size: .875rem; }
svg { display: block; margin-inline: auto; max-inline-size: 100%; block-size: auto; }
summary { margin-block-end: .5rem; cursor: pointer; font-weight: 600; }
.narrow { display: none; }
@media (width < 48rem) {
  body { padding: 1rem .75rem 3rem; }
  section { padding: 1rem .75rem; }
  .wide { display: none; }
  .narrow { display: block; }
}
@media print {
  :root {
    color-scheme: light;
    --paper: #fff; --card: #fff; --ink: #000; --muted: #444; --rule: #bbb; --edge: #777;
    --page: #0b6868; --page-wash: #fff; --api: #a04316; --api-wash: #fff; --danger: #a5252b; --danger-wash: #fff;
  }
  body { padding: 0; max-inline-size: none; }
  section { padding: 0; border: 0; }
  .wide { display: block; }
  .narrow { display: none; }
  h2, h3, figcaption, dt { break-after: avoid; }
}
`
