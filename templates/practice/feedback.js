// What was right and why.

// The response of a run to the question at a place, explained. `marked` is called when points of an open question change.
function feedback(place, run, marked) {
  const [question, key] = [P.questions[place], K[place]];
  const { state, units } = score(place, run);
  const verdict = question.kind === 'essay' && state === 'blank' ? 'unmarked'
    : state === 'blank' || state === 'unreadable' ? state
      : units >= question.points ? 'right' : units > 0 ? 'partly' : 'wrong';
  const told = fill(W['points-of'], { points: points(units), of: points(question.points) });
  return el('div', { class: `feedback ${verdict}` },
    el('h3', { id: `verdict-${place}`, tabindex: '-1' }, `${W.verdict[verdict]} `, el('span', { class: 'earned' }, told)),
    details(place, question, key, run, marked),
    key.explanation.length ? el('div', { class: 'explanation' }, el('h4', null, W.explanation), rich(key.explanation)) : null);
}

function details(place, question, key, run, marked) {
  switch (question.kind) {
    case 'choices': return choicesTold(question, key, run.answers[place] || '');
    case 'rows': return rowsTold(question, key, run.answers[place]);
    case 'essay': return essayTold(place, key, run, marked);
    case 'number': return numberTold(question, key, run.answers[place] || '');
    default: return wordsTold(key, run.answers[place] || '');
  }
}

function choicesTold(question, key, value) {
  const entries = question.choices.map((content, position) => {
    const [right, chosen] = [key.right.includes(position), value.includes(letter(position))];
    const notes = [right ? W['right-answer'] : null, chosen ? W['your-answer'] : null].filter(Boolean).join(', ');
    return el('li', { class: right ? 'is-right' : chosen ? 'is-wrong' : '' },
      el('span', { class: 'letter' }, letter(position)),
      el('div', null, el('p', null, choice(content), notes ? el('strong', { class: 'note' }, ` ${notes}`) : null),
        el('div', { class: 'why' }, rich(key.whys[position]))));
  });
  const statements = (question.statements || []).map((text, at) => el('li', null,
    el('p', null, short(text)), el('div', { class: 'why' }, rich(key['row-whys'][at]))));
  return [statements.length ? el('ol', { class: 'told' }, statements) : null, el('ul', { class: 'told' }, entries)];
}

function rowsTold(question, key, value) {
  const said = (position) => (position in question.choices
    ? [`${letter(position)} `, choice(question.choices[position])] : ['–']);
  const rows = key.right.map((right, row) => {
    const picked = value && value[row] ? value[row].charCodeAt(0) - 65 : -1;
    const name = question.rows ? short(question.rows[row]) : [fill(W.place, { n: row + 1 })];
    const why = question.rows ? key['row-whys'][row] : key.whys[right];
    return el('tr', { class: picked === right ? 'is-right' : 'is-wrong' },
      el('th', { scope: 'row' }, name), el('td', null, said(picked)), el('td', null, said(right)),
      el('td', { class: 'why' }, why ? rich(why) : null));
  });
  const head = [W.row, W['your-answer'], W['right-answer'], W.why].map((text) => el('th', { scope: 'col' }, text));
  return el('div', { class: 'wide', tabindex: '0', role: 'group', 'aria-label': W['right-answer'] },
    el('table', null, el('thead', null, el('tr', null, head)), el('tbody', null, rows)));
}

const pair = (term, ...text) => [el('dt', null, term), el('dd', null, text)];

function numberTold(question, key, value) {
  const shown = (text) => `${text.replace('.', W.decimal)}${question.unit ? ` ${question.unit}` : ''}`;
  const range = Number(key.tolerance) === 0 ? '' : ` ± ${key.tolerance.replace('.', W.decimal)}`;
  const read = decimal(value, question.unit);
  const near = read && key.near.find(([wrong]) => within(read, wrong, '0'));
  return el('dl', null, trimmed(value) ? pair(W['your-answer'], value) : null,
    pair(W['right-answer'], `${shown(key.answer)}${range}`), near ? pair(W.why, rich(near[1])) : null);
}

function wordsTold(key, value) {
  const near = trimmed(value) ? key.near.find(([wrong]) => same(key, wrong, value)) : null;
  const [best, ...others] = key.accept;
  return el('dl', null, trimmed(value) ? pair(W['your-answer'], value) : null, pair(W['right-answer'], best),
    others.length ? pair(W['also-right'], others.join(', ')) : null, near ? pair(W.why, rich(near[1])) : null);
}

// Candidates mark open answers themselves: points by criterion.
function essayTold(place, key, run, marked) {
  const rows = key.criteria.map((criterion, at) => {
    const id = `q${place}-award-${at}`;
    const fault = el('span', { class: 'fault', id: `${id}-fault` });
    const input = el('input', {
      id, type: 'text', inputmode: 'decimal', size: '5', autocomplete: 'off', 'aria-describedby': fault.id,
      value: (run.awards[place] || [])[at] || '',
      oninput: () => {
        const bad = input.value.trim() !== '' && award(input.value, criterion.points) === null;
        fault.textContent = bad ? fill(W['no-award'], { of: points(criterion.points) }) : '';
        input.setAttribute('aria-invalid', String(bad));
        const awards = [...(run.awards[place] || Array(key.criteria.length).fill(''))];
        awards[at] = bad ? '' : input.value.trim();
        run.awards[place] = awards;
        marked();
      },
    });
    return el('li', null, rich(criterion.award),
      criterion.reject.length ? el('div', { class: 'why' }, el('p', null, el('strong', null, W.rejected)), rich(criterion.reject)) : null,
      el('label', { for: id }, fill(W.award, { of: points(criterion.points) })), ' ', input, fault);
  });
  return [el('h4', null, W['your-answer']), el('p', { class: 'own' }, run.answers[place] || '–'),
    el('h4', null, W['model-answer']), rich(key.model),
    el('h4', null, W['mark-yourself']), el('ol', { class: 'criteria' }, rows)];
}
