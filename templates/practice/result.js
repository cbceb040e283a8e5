// The result: points, topics, every question explained, and the record to hand in.

function resultView() {
  const run = current();
  const places = run.asked;
  const missing = places.filter((place) => missed(place, run));
  const figures = el('div');
  const update = () => {
    remember();
    figures.replaceChildren(...[verdict(run), topics(run)].flat().filter(Boolean));
    const record = byId('csv');
    if (record) record.value = csv(memory.record, memory.candidate || W['no-name']);
  };
  show(
    el('header', { class: 'bar' }, el('h1', { tabindex: '-1', 'data-focus': true }, memory.drill ? W['result-repeated'] : W.result),
      el('p', { class: 'facts' }, P.title)),
    figures,
    el('div', { class: 'actions' },
      missing.length ? button(counted(W['repeat-missed'], missing.length), () => {
        memory.drill = { ...fresh('quiz', 'one', missing), started: Date.now() };
        remember();
        runView();
      }, { class: 'main', id: 'repeat' }) : null,
      memory.drill ? button(W['back-to-result'], () => {
        memory.drill = null;
        remember();
        resultView();
      }, { id: 'back' }) : null,
      button(W['start-anew'], () => startView(W['start-anew-note']), { id: 'anew' })),
    memory.drill || P.study ? null : recordView(update),
    el('section', null, el('h2', null, W.review), places.map((place) => reviewed(place, run, update))),
  );
  update();
}

function verdict(run) {
  const [units, of] = [total(run), most(run)];
  const share = of > 0 ? units / of : 0;
  const [low, high] = wilson(share, run.asked.length);
  const isWhole = !memory.drill;
  const passed = isWhole && P.cut !== null ? units >= P.cut : null;
  const grade = isWhole ? P.grades.find(([, from]) => units >= from) || P.grades[P.grades.length - 1] : null;
  return el('section', { class: 'verdict' },
    el('p', { class: 'score', id: 'score', 'data-units': String(units) }, fill(W['score-of'], { points: points(units), of: points(of) }), ' ',
      el('span', { class: 'percent' }, percent(share))),
    passed === null ? null : el('p', { class: passed ? 'passed' : 'failed' },
      fill(passed ? W.passed : W.failed, { cut: points(P.cut) })),
    grade ? el('p', null, fill(W.grade, { grade: grade[0] })) : null,
    el('p', { class: 'hint' }, fill(W.uncertainty, { low: percent(low), high: percent(high) })));
}

function topics(run) {
  const rows = P.topics.map((name, topic) => {
    const mine = run.asked.filter((place) => P.questions[place].topic === topic);
    if (mine.length === 0) return null;
    const of = mine.reduce((sum, place) => sum + P.questions[place].points, 0);
    const units = mine.reduce((sum, place) => sum + score(place, run).units, 0);
    const share = of > 0 ? units / of : 0;
    const [low, high] = wilson(share, mine.length);
    return el('tr', null, el('th', { scope: 'row' }, name), el('td', null, String(mine.length)),
      el('td', null, fill(W['score-of'], { points: points(units), of: points(of) })), el('td', null, percent(share)),
      el('td', null, `${percent(low)} – ${percent(high)}`));
  });
  const head = [W.topic, W.questions, W['points-head'], W.share, W.range];
  return el('section', null, el('h2', null, W.topics), el('p', { class: 'hint' }, W['topics-note']),
    el('div', { class: 'wide', tabindex: '0', role: 'group', 'aria-label': W.topics },
      el('table', { id: 'topics' }, el('thead', null, el('tr', null, head.map((text) => el('th', { scope: 'col' }, text)))),
        el('tbody', null, rows))));
}

function recordView(update) {
  const fault = el('p', { class: 'fault', id: 'candidate-fault' });
  const name = el('input', {
    id: 'candidate', type: 'text', maxlength: '80', autocomplete: 'off', value: memory.candidate, 'aria-describedby': fault.id,
    oninput: () => {
      const text = name.value.trim();
      const bad = text !== '' && !/^[\p{L}\p{N}][\p{L}\p{N}\p{M} ._@-]*$/u.test(text);
      fault.textContent = bad ? W['no-candidate'] : '';
      name.setAttribute('aria-invalid', String(bad));
      memory.candidate = bad ? '' : text;
      update();
    },
  });
  const area = el('textarea', { id: 'csv', rows: '3', readonly: true, 'aria-label': W['record-as-text'] });
  return el('section', null, el('h2', null, W.record), el('p', null, W['record-note']),
    el('div', { class: 'line' }, el('label', { for: 'candidate' }, W.candidate), name, fault),
    el('div', { class: 'actions' }, button(W.download, () => {
      const file = new Blob([csv(memory.record, memory.candidate || W['no-name'])], { type: 'text/csv' });
      const link = el('a', { href: URL.createObjectURL(file), download: `${P.code}-responses.csv` });
      document.body.append(link);
      link.click();
      link.remove();
      setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    }, { id: 'download' })),
    el('details', null, el('summary', null, W['record-as-text']), area));
}

function reviewed(place, run, update) {
  const question = P.questions[place];
  const shared = question.case && P.cases[question.case];
  const holder = el('div');
  const draw = () => holder.replaceChildren(feedback(place, run, () => {
    update();
    const { units } = score(place, run);
    holder.querySelector('.earned').textContent = fill(W['points-of'], { points: points(units), of: points(question.points) });
  }));
  draw();
  return el('article', { class: 'question', 'aria-labelledby': `heading-${place}` },
    el('h3', { id: `heading-${place}` }, fill(W.question, { n: question.n, of: P.questions.length })),
    shared ? el('details', null, el('summary', null, shared.title || W.case), rich(shared.text)) : null,
    el('div', { class: 'stem', id: `stem-${place}` }, rich(question.stem)),
    holder, el('p', { class: 'reference' }, question.item));
}
