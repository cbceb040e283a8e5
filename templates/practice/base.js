// Elements, texts and numbers. Data never becomes HTML: every text goes in as text.

const byId = (id) => document.getElementById(id);
const W = JSON.parse(byId('words').textContent);
const P = JSON.parse(byId('paper').textContent);
const K = lifted(byId('key'));

// Takes the veil off the key: the same stream as in veil.rs.
function lifted(script) {
  let state = Number(script.dataset.start) >>> 0;
  const bytes = Uint8Array.from(atob(script.textContent), (c) => c.charCodeAt(0));
  for (let at = 0; at < bytes.length; at += 1) {
    state = (Math.imul(state, 0x4c957f2d) + 0xf767814f) >>> 0;
    bytes[at] ^= state >>> 24;
  }
  return JSON.parse(new TextDecoder().decode(bytes));
}

// An element. Names that start with "on" are handlers, true and false stand for attributes without value.
function el(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return element;
}

const button = (text, onclick, more) => el('button', { type: 'button', onclick, ...more }, text);

// Puts values into the {holes} of a fixed text.
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (hole, name) => (name in values ? values[name] : hole));

// The phrase for one or for several.
const counted = (phrase, n, more) => fill(n === 1 ? phrase.one : phrase.many, { n, ...more });

// Says something to those who listen to the page.
function say(text) {
  byId('said').textContent = '';
  setTimeout(() => { byId('said').textContent = text; }, 50);
}

// Rich text: a tree from tree.rs.
function rich(tree) {
  return tree.map(([kind, content, more]) => {
    switch (kind) {
      case 'p': return el('p', null, line(content));
      case 'pre': return el('pre', null, el('code', null, content));
      case 'ol':
      case 'ul': return el(kind, null, content.map((entry) => el('li', null, line(entry))));
      case 'table': return table(content, more);
      default: return el('p', null, el('img', { src: P.images[content] || '', alt: more }));
    }
  });
}

function table(head, rows) {
  const cells = (tag, row, more) => el('tr', null, row.map((cell) => el(tag, more, line(cell))));
  return el('div', { class: 'wide' }, el('table', null,
    el('thead', null, cells('th', head, { scope: 'col' })),
    el('tbody', null, rows.map((row) => cells('td', row)))));
}

// A formula, element by element.
function math([tag, inside, name, value]) {
  const node = document.createElementNS('http://www.w3.org/1998/Math/MathML', tag);
  if (name) node.setAttribute(name, value);
  if (typeof inside === 'string') node.textContent = inside;
  else node.append(...inside.map(math));
  return node;
}

function formula([, text, row, alone]) {
  const node = math(['math', [row]]);
  node.setAttribute('alttext', text);
  if (alone) node.setAttribute('displaystyle', 'true');
  return node;
}

function line(pieces) {
  return pieces.map((piece) => {
    if (typeof piece === 'string') return piece;
    const [kind, text, script] = piece;
    if (kind === 'gap') return el('span', { class: 'gap' }, el('span', { class: 'unseen' }, W.gap));
    if (kind === 'math') return formula(piece);
    const inner = script ? el(script, null, text) : text;
    switch (kind) {
      case 'code': return el('code', null, text);
      case 'b': return el('strong', null, inner);
      case 'i': return el('em', null, inner);
      case 'bi': return el('strong', null, el('em', null, inner));
      default: return inner;
    }
  });
}

// Rich text for a place that holds a line: paragraphs lose their element.
const short = (tree) => tree.map((block, at) =>
  (block[0] === 'p' ? [at > 0 ? el('br') : null, line(block[1])] : rich([block])));

const letter = (position) => String.fromCharCode(65 + position);

// What a choice says.
function choice(content) {
  if (content.text) return short(content.text);
  if (content.statements) {
    const numbers = content.statements.map(String);
    const last = numbers.pop();
    return [numbers.length ? `${numbers.join(', ')} ${W.and} ${last}` : last];
  }
  return [content.truth ? W['true-word'] : W['false-word']];
}

// Rounded to so many decimals, without zeros at the end, with the decimal sign of the language.
const number = (value, decimals) => String(Number(value.toFixed(decimals))).replace('.', W.decimal);
const points = (units) => number(units / P.unit, 2);
const percent = (share) => fill(W.percent, { n: number(100 * share, 0) });

// Wilson (1927), JASA 22: bounds that hold the true share in 95 of 100 cases, as in the reports of candidates.
function wilson(share, n) {
  const z = 1.959963984540054;
  const p = Math.min(1, Math.max(0, share));
  const centre = p + z * z / (2 * n);
  const reach = z * Math.sqrt(p * (1 - p) / n + z * z / (4 * n * n));
  const scale = 1 + z * z / n;
  return [p === 0 ? 0 : (centre - reach) / scale, p === 1 ? 1 : (centre + reach) / scale];
}
