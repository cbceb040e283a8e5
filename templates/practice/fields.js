// What a question is answered with.

// The field of the question at a place. `changed` gets each new value.
function field(place, run, changed) {
  const question = P.questions[place];
  const locked = Boolean(run.shown[place] || run.finished);
  const value = run.answers[place];
  switch (question.kind) {
    case 'choices': return choicesField(place, question, value || '', locked, changed);
    case 'rows': return rowsField(place, question, value, locked, changed);
    case 'essay': return essayField(place, question, value || '', locked, changed);
    default: return lineField(place, question, value || '', locked, changed);
  }
}

function choicesField(place, question, value, locked, changed) {
  const several = question.choose > 1;
  const group = el('div', { class: 'choices', role: several ? 'group' : 'radiogroup', 'aria-labelledby': `stem-${place}` });
  const boxes = question.choices.map((content, position) => {
    const id = `q${place}-${letter(position)}`;
    const box = el('input', {
      id, type: several ? 'checkbox' : 'radio', name: `q${place}`, value: letter(position), disabled: locked,
      checked: value.includes(letter(position)),
      onchange: () => { told(); },
    });
    group.append(el('div', { class: 'choice' }, box,
      el('label', { for: id }, el('span', { class: 'letter' }, letter(position)), el('span', null, choice(content)))));
    return box;
  });
  const hint = several ? el('p', { class: 'hint', id: `hint-${place}` }) : null;
  const clear = several || locked ? null : button(W['clear-answer'], () => {
    boxes.forEach((box) => { box.checked = false; });
    told();
    boxes[0].focus();
  }, { class: 'plain', hidden: value === '' });
  const told = () => {
    const marks = boxes.filter((box) => box.checked).map((box) => box.value).join('');
    if (hint) hint.textContent = hinted(question, marks.length);
    if (clear) clear.hidden = marks === '';
    changed(marks);
  };
  if (hint) {
    hint.textContent = hinted(question, value.length);
    group.setAttribute('aria-describedby', hint.id);
  }
  // A letter marks its choice while the focus is on one of them.
  group.addEventListener('keydown', (event) => {
    const position = event.key.length === 1 ? event.key.toUpperCase().charCodeAt(0) - 65 : -1;
    const box = boxes[position];
    if (!box || locked || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    box.checked = several ? !box.checked : true;
    box.focus();
    told();
  });
  return el('div', null, hint, group, clear);
}

const hinted = (question, marked) =>
  `${fill(W.choose, { n: question.choose })}${marked > question.choose ? ` ${fill(W['too-many'], { n: marked })}` : ''}`;

function rowsField(place, question, value, locked, changed) {
  const rows = rowsOf(question);
  const now = value ? [...value] : Array(rows).fill('');
  const letters = question.choices.map((content, position) =>
    el('li', null, el('span', { class: 'letter' }, letter(position)), el('span', null, choice(content))));
  const options = () => [el('option', { value: '' }, W['choose-one']),
    ...question.choices.map((content, position) =>
      el('option', { value: letter(position) }, `${letter(position)}  ${el('span', null, choice(content)).textContent}`))];
  const fields = now.map((picked, row) => {
    const id = `q${place}-row-${row}`;
    const select = el('select', {
      id, disabled: locked,
      onchange: () => { now[row] = select.value; changed([...now]); },
    }, options());
    select.value = picked;
    const text = question.rows ? short(question.rows[row]) : [fill(W.place, { n: row + 1 })];
    return el('div', { class: 'row' }, el('label', { for: id }, text), select);
  });
  return el('div', null, el('ul', { class: 'letters' }, letters),
    el('div', { class: 'rows', role: 'group', 'aria-labelledby': `stem-${place}` }, fields));
}

function lineField(place, question, value, locked, changed) {
  const id = `q${place}-line`;
  const isNumber = question.kind === 'number';
  const fault = el('p', { class: 'fault', id: `${id}-fault` });
  const input = el('input', {
    id, type: 'text', maxlength: '200', autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false',
    inputmode: isNumber ? 'decimal' : 'text', value, disabled: locked, 'aria-describedby': fault.id,
    oninput: () => { changed(input.value.replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ')); look(); },
  });
  const look = () => {
    const text = trimmed(input.value);
    const bad = isNumber && text !== '' && !decimal(text, question.unit);
    fault.textContent = bad ? W['no-number'] : '';
    input.setAttribute('aria-invalid', String(bad));
  };
  look();
  return el('div', { class: 'line' },
    el('label', { for: id }, isNumber ? W['your-number'] : W['your-words']),
    el('span', { class: 'written' }, input, question.unit ? el('span', { class: 'unit' }, question.unit) : null), fault);
}

function essayField(place, question, value, locked, changed) {
  const id = `q${place}-text`;
  const area = el('textarea', { id, rows: '8', disabled: locked, oninput: () => changed(area.value) });
  area.value = value;
  const [target, limit] = question.words || [];
  return el('div', { class: 'line' }, el('label', { for: id }, W['your-text']), area,
    el('p', { class: 'hint' }, target ? `${fill(W['word-limit'], { target, most: limit })} ` : null, W['self-marked']));
}
