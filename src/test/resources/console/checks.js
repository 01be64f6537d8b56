// What can be told of a page without a further tool: gives a list of what is wrong with it. Run by the browser test.
const faults = [];
const shown = e => e.getClientRects().length > 0 && getComputedStyle(e).visibility !== 'hidden';
if (!document.documentElement.lang) faults.push('no language');
if (document.querySelectorAll('h1').length !== 1) faults.push('not one h1');
if (document.querySelectorAll('main').length !== 1) faults.push('not one main');
let level = 0;
document.querySelectorAll('h1,h2,h3,h4').forEach(h => {
  const now = Number(h.tagName[1]);
  if (now > level + 1) faults.push('heading skips a level: ' + h.textContent);
  level = now;
});
document.querySelectorAll('input:not([type=hidden]),select,textarea').forEach(e => {
  if (shown(e) && !(e.labels && e.labels.length) && !e.getAttribute('aria-label')) faults.push('no label: ' + e.name);
});
document.querySelectorAll('a,button').forEach(e => {
  if (shown(e) && !e.textContent.trim() && !e.getAttribute('aria-label')) faults.push('no name: ' + e.outerHTML);
});
document.querySelectorAll('table').forEach(t => {
  if (!t.caption) faults.push('a table without caption');
  t.querySelectorAll('th').forEach(h => { if (!h.scope) faults.push('a th without scope: ' + h.textContent); });
});
document.querySelectorAll('[aria-labelledby],[aria-describedby]').forEach(e => {
  ['aria-labelledby', 'aria-describedby'].forEach(a => (e.getAttribute(a) || '').split(' ').filter(Boolean)
    .forEach(id => { if (!document.getElementById(id)) faults.push(a + ' names nothing: ' + id); }));
});
const ids = new Set();
document.querySelectorAll('[id]').forEach(e => { if (ids.has(e.id)) faults.push('id twice: ' + e.id); ids.add(e.id); });
if (document.documentElement.scrollWidth > document.documentElement.clientWidth + 1) faults.push('the page scrolls sideways');
const numbers = c => (c.match(/[\d.]+/g) || []).map(Number);
const luminance = ([r, g, b]) => { const f = v => { v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; };
  return 0.2126 * f(r) + 0.7152 * f(g) + 0.0722 * f(b); };
const ground = e => { for (let at = e; at; at = at.parentElement) { const c = numbers(getComputedStyle(at).backgroundColor);
  if (c.length === 3 || c[3] > 0.99) return c; } return [255, 255, 255]; };
document.querySelectorAll('body *').forEach(e => {
  const own = [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
  if (!own || !shown(e) || e.disabled || e.closest('.skip')) return;
  const a = luminance(numbers(getComputedStyle(e).color)), b = luminance(ground(e));
  const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  if (ratio < 4.5) faults.push('contrast ' + ratio.toFixed(2) + ': ' + e.tagName + '.' + e.className + ' ' + e.textContent.trim().slice(0, 30));
});
return faults;
