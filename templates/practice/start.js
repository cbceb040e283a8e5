// The first page: what awaits, and how it is to be taken.

// What somebody missed in an exam, and cards on it: above practice on the same.
function studyView() {
  if (!P.study) return null;
  const opened = (summary, ...content) => el('details', null, el('summary', null, summary), content);
  const missed = P.study.missed.map(({ topic, items }) => el('div', null, el('h3', null, topic),
    items.map((item) => opened(short(item.stem), rich(item.explanation)))));
  const cards = P.study.cards.map((card) =>
    opened([short(card.front), card.core ? el('small', null, ` ${W.core}`) : null], rich(card.back)));
  return [
    el('section', { id: 'missed' }, el('h2', null, W.missed), el('p', { class: 'hint' }, W['missed-note']), missed),
    cards.length ? el('section', { id: 'cards' }, el('h2', null, W.cards), el('p', { class: 'hint' }, W['cards-note']), cards) : null,
    el('section', null, el('h2', null, P.title)),
  ];
}

function startView(warning) {
  const chosen = { mode: P.mode, view: P.view };
  const radios = (name, legend, options) => el('fieldset', null, el('legend', null, legend), options.map(([value, text]) => {
    const id = `${name}-${value}`;
    const box = el('input', {
      id, type: 'radio', name, value, checked: chosen[name] === value, onchange: () => { chosen[name] = value; },
    });
    return el('div', { class: 'choice' }, box, el('label', { for: id }, text));
  }));
  const open = P.questions.filter((question) => question.kind === 'essay').length;
  const facts = [counted(W['question-count'], P.questions.length), fill(W['points-in-all'], { points: points(P.maximum) }),
    P.cut === null ? null : fill(W['to-pass'], { points: points(P.cut) })].filter(Boolean);
  show(
    el('header', { class: 'bar' }, el('h1', { tabindex: '-1', 'data-focus': Boolean(warning) },
      P.study ? fill(W['study-pack'], { name: P.study.learner }) : P.title),
      P.subtitle ? el('p', { class: 'facts' }, P.subtitle) : null),
    warning ? el('p', { class: 'warning' }, warning) : studyView(),
    el('p', null, facts.join(' · ')),
    el('ul', { id: 'asks-about' }, P.topics.map((name, topic) => {
      const count = P.questions.filter((question) => question.topic === topic).length;
      return count ? el('li', null, `${name}: ${counted(W['question-count'], count)}`) : null;
    })),
    P.instructions.length ? el('ul', null, P.instructions.map((text) => el('li', null, short(text)))) : null,
    open ? el('p', { class: 'hint' }, counted(W['open-note'], open)) : null,
    radios('mode', W.mode, [['exam', fill(W['mode-exam'], { minutes: P.minutes })], ['untimed', W['mode-untimed']], ['quiz', W['mode-quiz']]]),
    radios('view', W.view, [['one', W['view-one']], ['all', W['view-all']]]),
    el('p', { class: 'hint' }, W.keys),
    store ? el('p', { class: 'hint' }, W.kept) : el('p', { class: 'warning', id: 'no-memory' }, W['not-kept']),
    el('div', { class: 'actions' }, button(W.start, () => {
      const run = fresh(chosen.mode === 'quiz' ? 'quiz' : 'exam', chosen.view, all());
      memory = { ...memory, record: { ...run, timed: chosen.mode === 'exam', started: Date.now() }, drill: null };
      remember();
      runView();
    }, { class: 'main', id: 'start' }),
    memory.record && current().finished ? button(W['back-to-result'], resultView, { id: 'back' }) : null,
    memory.record && !current().finished ? button(W['go-on'], () => runView(), { id: 'go-on' }) : null),
    el('footer', null, rich(P.notice), el('p', null, W.veil), el('p', null, fill(W.exam, { code: P.code }))),
  );
}

recall();
if (!memory.record || P.study) startView();
else if (current().finished) resultView();
else {
  runView();
  say(W.resumed);
}
