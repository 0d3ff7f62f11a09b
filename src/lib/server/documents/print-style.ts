/** CSS of the archive's page, for screen and A4. */
export const printStyle = `
@page { size: A4; margin: 20mm 18mm 22mm; @bottom-right { content: counter(page) " / " counter(pages); font: 9pt Arial, sans-serif; color: #4a4d50; } }
@page :first { @bottom-right { content: none; } }
* { box-sizing: border-box; }
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; font: 11pt/1.45 Arial, "Liberation Sans", sans-serif; color: #1b1f23; }
h1 { margin: 0 0 .3rem; font-size: 28pt; line-height: 1.1; }
h2 { margin: 2.2rem 0 .7rem; font-size: 17pt; color: #004c91; }
h3 { margin: 1.8rem 0 .5rem; font-size: 13pt; }
h4 { margin: 1.4rem 0 .3rem; font-size: 11pt; }
h2, h3, h4, caption, dt, p:has(+ figure) { break-after: avoid; }
p { margin: 0 0 .5rem; }
.eyebrow { color: #004c91; font-weight: bold; }
.partnership { font-size: 14pt; color: #4a4d50; margin-bottom: 2rem; }
.quiet { color: #4a4d50; font-size: 9.5pt; }
.lead { font-size: 12pt; }
.cover div { display: grid; grid-template-columns: 10rem 1fr; gap: 1rem; margin-bottom: .3rem; }
.cover dt { color: inherit; }
code { overflow-wrap: anywhere; font-size: 9pt; }
dl { margin: 0 0 .8rem; }
dt { margin-top: .4rem; font-weight: bold; font-size: 9.5pt; color: #4a4d50; }
dd { margin: 0; }
nav ul { list-style: none; padding: 0; }
nav .level-2 { padding-left: 1.2rem; }
a { color: #004c91; }
blockquote { margin: .8rem 0; padding-left: .9rem; border-left: 3pt solid #004c91; break-inside: avoid; }
figure { margin: .8rem 0; break-inside: avoid; }
figure img { max-width: 100%; height: auto; display: block; }
figcaption, caption { text-align: left; color: #4a4d50; font-size: 9pt; padding: .3rem 0; }
table { width: 100%; border-collapse: collapse; margin: .8rem 0; font-size: 9pt; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { padding: .25rem .4rem; text-align: left; vertical-align: top; border-bottom: .5pt solid #c6c9cc; }
thead th { background: #e9eff6; vertical-align: bottom; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
tbody th { font-weight: normal; }
.figure { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
thead .figure { white-space: normal; }
ol li { margin-bottom: .7rem; break-inside: avoid; }
p { orphans: 3; widows: 3; }
/* No page begins or ends with a few rows of a table alone. */
tbody tr:nth-child(-n+4) { break-after: avoid; }
tbody tr:nth-last-child(-n+7) { break-before: avoid; }
@media print { body { max-width: none; margin: 0; padding: 0; } header { margin-bottom: 2rem; } }
`;
