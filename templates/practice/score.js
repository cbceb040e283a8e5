// A response becomes points as the grader has it. Points are whole units, so that sums are exact.

const SPACE = /[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;
const trimmed = (text) => {
  const signs = [...text];
  while (signs.length && SPACE.test(signs[0])) signs.shift();
  while (signs.length && SPACE.test(signs[signs.length - 1])) signs.pop();
  return signs.join('');
};

// Whether words are the same: fold.rs of the model.
function folded(text) {
  const signs = [...trimmed(text).normalize('NFKD')];
  let out = '';
  let latin = false;
  signs.forEach((c, at) => {
    if (/\p{M}/u.test(c) && latin) return;
    if (SPACE.test(c) || "'\u2018\u2019\u00ad".includes(c)) return;
    if (/[-\u2010-\u2015]/.test(c) && out !== '' && at + 1 < signs.length) return;
    if (c === 'ß' || c === 'ẞ') out += 'ss';
    else if (c === 'ς') out += 'σ';
    else {
      latin = /[A-Za-z]/.test(c);
      out += c.toLowerCase();
    }
  });
  return out;
}

const same = (key, one, other) => (key.fold ? folded(one) === folded(other) : trimmed(one) === trimmed(other));

// A number as people write it, as [digits, decimals]; null where it is none or may be two: written.rs of the grader.
function decimal(text, unit) {
  let rest = trimmed(text);
  if (unit && rest.endsWith(unit)) rest = trimmed(rest.slice(0, -unit.length));
  const sign = /^[-\u2212]/.test(rest) ? '-' : '';
  rest = rest.replace(/^[-\u2212+]/, '');
  const [, whole, mark, fraction] = /^([^.,]*)([.,]?)(.*)$/s.exec(rest);
  const groups = whole.split(/[ \xa0\u2009\u202f'\u2019]/);
  const digits = groups.every((group) => /^[0-9]+$/.test(group));
  if (!digits || (groups.length > 1 && (groups[0].length > 3 || groups.slice(1).some((group) => group.length !== 3)))) {
    return null;
  }
  const joined = groups.join('');
  if (mark) {
    if (!/^[0-9]+$/.test(fraction)) return null;
    if (fraction.length === 3 && joined.length <= 3 && !joined.startsWith('0')) return null;
  }
  if ((joined + fraction).replace(/^0+/, '').length > 28 || fraction.length > 28) return null;
  return [BigInt(sign + joined + fraction), fraction.length];
}

// Whether two decimals are no further apart than a third says.
function within([value, places], answer, tolerance) {
  const parse = (text) => {
    const [whole, fraction = ''] = text.split('.');
    return [BigInt(whole + fraction), fraction.length];
  };
  const [[a, p], [t, q]] = [parse(answer), parse(tolerance)];
  const most = Math.max(places, p, q);
  const scaled = (digits, decimals) => digits * 10n ** BigInt(most - decimals);
  const distance = scaled(value, places) - scaled(a, p);
  return (distance < 0n ? -distance : distance) <= scaled(t, q);
}

// State and units of the response to the question at a place.
function score(place, run) {
  const [question, key, value] = [P.questions[place], K[place], run.answers[place]];
  const given = (units) => ({ state: 'chosen', units });
  switch (question.kind) {
    case 'choices': {
      if (!value) return { state: 'blank', units: 0 };
      const marks = [...value].map((sign) => sign.charCodeAt(0) - 65);
      const right = marks.filter((mark) => key.right.includes(mark)).length;
      const units = key.earned[right][marks.length - right];
      return { state: marks.length > question.choose ? 'multiple' : 'chosen', units };
    }
    case 'rows': {
      if (!value || value.every((row) => row === '')) return { state: 'blank', units: 0 };
      return given(rowUnits(question, key, value));
    }
    case 'essay': {
      const awards = awarded(place, run);
      return awards ? given(awards.reduce((sum, units) => sum + units, 0)) : { state: 'blank', units: 0 };
    }
    default: {
      const text = trimmed(value || '');
      if (text === '') return { state: 'blank', units: 0 };
      if (text === '*' || text === '?') return { state: 'unreadable', units: 0 };
      if (question.kind === 'line') {
        return given(key.accept.some((accepted) => same(key, accepted, text)) ? question.points : -key.lost);
      }
      const read = decimal(text, question.unit);
      if (!read) return { state: 'unreadable', units: 0 };
      return given(within(read, key.answer, key.tolerance) ? question.points : -key.lost);
    }
  }
}

function rowUnits(question, key, value) {
  const right = (row, at) => value[at] === letter(row);
  if (key.rule === 'all') return key.right.every(right) ? question.points : -key.lost;
  if (key.rule === 'per-row') return key.share * key.right.filter(right).length;
  const side = (at) => value.some((_, row) => row + 1 < value.length
    && value[row] === letter(key.right[at]) && value[row + 1] === letter(key.right[at + 1]));
  return key.share * key.right.filter((_, at) => at + 1 < key.right.length && side(at)).length;
}

// Units by criterion that candidates gave themselves; null where none was given. What was left out is nothing.
function awarded(place, run) {
  const given = run.awards[place] || [];
  if (!given.some((award) => award)) return null;
  return K[place].criteria.map((criterion, at) => {
    const hundredths = award(given[at] || '0', criterion.points);
    return hundredths === null ? 0 : hundredths * (P.unit / 100);
  });
}

// Hundredths of a point, at most those of a criterion; null for anything else.
function award(text, most) {
  const found = /^\s*([0-9]{1,5})(?:[.,]([0-9]{1,2}))?\s*$/.exec(text);
  if (!found) return null;
  const hundredths = Number(found[1]) * 100 + Number((found[2] || '').padEnd(2, '0'));
  return hundredths * (P.unit / 100) <= most ? hundredths : null;
}

// What a run comes to.
function total(run) {
  const units = run.asked.reduce((sum, place) => sum + score(place, run).units, 0);
  return P.floor === null ? units : Math.max(units, P.floor);
}

const most = (run) => run.asked.reduce((sum, place) => sum + P.questions[place].points, 0);

// Whether anything can still be earned at a question.
const missed = (place, run) => score(place, run).units < P.questions[place].points;

// The record as an answer file of one row.
function csv(run, candidate) {
  const quoted = (text) => (/[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const cells = ['candidate', 'form', 'exam'];
  const row = [candidate, P.form, P.code];
  P.questions.forEach((question, place) => {
    cells.push(...question.columns);
    row.push(...response(question, place, run));
  });
  return `${cells.map(quoted).join(',')}\n${row.map(quoted).join(',')}\n`;
}

function response(question, place, run) {
  const value = run.answers[place];
  switch (question.kind) {
    case 'rows': return question.columns.map((_, row) => (value ? value[row] : ''));
    case 'essay': {
      const awards = awarded(place, run);
      return question.columns.map((_, at) => (awards ? String(awards[at] / P.unit) : ''));
    }
    case 'line': {
      const text = trimmed(value || '');
      // A space in front keeps a spreadsheet from running it, and the grader takes it off.
      return [/^[=+@'-]/.test(text) ? ` ${text}` : text];
    }
    case 'number': {
      const text = trimmed(value || '');
      return [text === '' || decimal(text, question.unit) ? text : '?'];
    }
    default: return [value || ''];
  }
}
