// Answering: one question at a time or all of them, with or without a clock.

const stage = byId('page');
let ticking = null;

// Replaces what is on the page. The focus goes to its heading, so that readers by ear know where they are.
function show(...content) {
  clearInterval(ticking);
  stage.replaceChildren(...content.flat(Infinity).filter(Boolean));
  const heading = stage.querySelector('[data-focus]');
  if (heading) heading.focus();
  if (heading) heading.scrollIntoView({ block: 'nearest' });
  else window.scrollTo(0, 0);
}

const current = () => memory.drill || memory.record;
const answered = (place, run) => (P.questions[place].kind === 'essay'
  ? Boolean((run.answers[place] || '').trim()) : score(place, run).state !== 'blank');

// `focus` is the id of an element that keeps it, where only a part of the page changed.
function runView(focus) {
  const run = current();
  const clock = el('p', { class: 'clock', role: 'timer' });
  const progress = el('p', { class: 'progress' });
  const list = el('ol', { class: 'overview' });
  const changed = (place) => (value) => {
    run.answers[place] = value;
    remember();
    update();
  };
  const update = () => {
    const done = run.asked.filter((place) => answered(place, run)).length;
    progress.textContent = fill(W.progress, { done, of: run.asked.length });
    list.replaceChildren(...run.asked.map((place, at) => overviewEntry(run, place, at)));
  };
  const places = run.view === 'one' ? [run.asked[run.at]] : run.asked;
  show(
    el('header', { class: 'bar' }, el('h1', null, P.title), el('div', { class: 'facts' }, clock, progress)),
    places.map((place) => questionView(place, run, changed(place))),
    run.view === 'one' ? steps(run) : null,
    el('nav', { class: 'map', 'aria-label': W.overview }, el('h2', null, W.overview), list),
    el('div', { class: 'actions', id: 'finish' },
      button(run.view === 'one' ? W['view-all'] : W['view-one'], () => {
        run.view = run.view === 'one' ? 'all' : 'one';
        remember();
        runView();
      }),
      button(W.finish, () => askToFinish(run), { class: 'main', id: 'finish-button' })),
  );
  update();
  if (focus && byId(focus)) byId(focus).focus();
  if (run.timed) tick(run, clock);
  else clock.remove();
}

function overviewEntry(run, place, at) {
  const notes = [answered(place, run) ? W.answered : W.open, run.flags[place] ? W.flagged : null,
    run.shown[place] ? W['answer-shown'] : null].filter(Boolean).join(', ');
  const go = () => {
    run.at = at;
    remember();
    if (run.view === 'one') runView();
    else byId(`heading-${place}`).focus();
  };
  const classes = [answered(place, run) ? 'answered' : '', run.flags[place] ? 'flagged' : ''].join(' ');
  return el('li', null, button([String(P.questions[place].n), el('span', { class: 'unseen' }, ` ${notes}`)], go,
    { class: classes, 'aria-current': run.view === 'one' && run.at === at ? 'step' : null }));
}

function questionView(place, run, changed) {
  const question = P.questions[place];
  const first = place === run.asked[run.view === 'one' ? run.at : 0];
  const section = P.sections.filter((each) => each.first <= question.n).pop();
  const opens = section && (run.view === 'one' || section.first === question.n);
  const shared = question.case && P.cases[question.case];
  const before = run.asked[run.asked.indexOf(place) - 1];
  const told = shared && run.view === 'all' && before !== undefined && P.questions[before].case === question.case;
  return el('article', { class: 'question', 'aria-labelledby': `heading-${place}` },
    opens ? el('div', { class: 'section' }, el('p', { class: 'section-title' }, section.title), rich(section.intro)) : null,
    el('h2', { id: `heading-${place}`, tabindex: '-1', 'data-focus': first },
      fill(W.question, { n: question.n, of: P.questions.length }), ' ',
      el('span', { class: 'worth' }, counted(W.points, Number(points(question.points).replace(W.decimal, '.')), { n: points(question.points) }))),
    shared && !told ? el('div', { class: 'case' }, shared.title ? el('p', { class: 'case-title' }, shared.title) : null, rich(shared.text)) : null,
    el('div', { class: 'stem', id: `stem-${place}` }, rich(question.stem),
      question.statements ? el('ol', { class: 'statements' }, question.statements.map((text) => el('li', null, short(text)))) : null),
    question.hint && run.mode === 'quiz'
      ? el('details', { class: 'hint' }, el('summary', null, W.hint), rich(question.hint)) : null,
    field(place, run, changed),
    questionActions(place, run),
    run.shown[place] ? feedback(place, run, remember) : null,
    el('p', { class: 'reference' }, question.item));
}

function questionActions(place, run) {
  const flag = button(run.flags[place] ? W.unflag : W.flag, () => {
    run.flags[place] = !run.flags[place];
    remember();
    say(run.flags[place] ? W.flagged : W.unflagged);
    runView(`flag-${place}`);
  }, { id: `flag-${place}`, 'aria-pressed': String(Boolean(run.flags[place])) });
  const tell = run.mode === 'quiz' && !run.shown[place] ? button(W['show-answer'], () => {
    run.shown[place] = true;
    remember();
    runView(`verdict-${place}`);
  }, { id: `show-${place}` }) : null;
  return el('div', { class: 'actions' }, flag, tell);
}

function steps(run) {
  const step = (by) => () => {
    run.at += by;
    remember();
    runView();
  };
  return el('div', { class: 'actions steps' },
    button(W.previous, step(-1), { disabled: run.at === 0 }),
    button(W.next, step(1), { disabled: run.at + 1 === run.asked.length, id: 'next', class: 'main' }));
}

function askToFinish(run) {
  const open = run.asked.filter((place) => !answered(place, run)).length;
  const flagged = run.asked.filter((place) => run.flags[place]).length;
  const facts = [open ? counted(W['still-open'], open) : null, flagged ? counted(W['still-flagged'], flagged) : null];
  byId('finish').replaceChildren(
    el('div', { class: 'ask', role: 'group', 'aria-labelledby': 'ask-heading' },
      el('h2', { id: 'ask-heading', tabindex: '-1' }, W['finish-now']),
      facts.filter(Boolean).map((fact) => el('p', null, fact)),
      el('div', { class: 'actions' }, button(W['go-on'], () => runView('finish-button')),
        button(W.finish, () => finish(run), { class: 'main', id: 'finish-sure' }))));
  byId('ask-heading').focus();
}

function finish(run) {
  run.finished = Date.now();
  remember();
  resultView();
}

// Told at these minutes before the end.
const TOLD = [10, 5, 1];

function tick(run, clock) {
  const end = run.started + P.minutes * 60000;
  let last = Math.ceil((end - Date.now()) / 60000);
  const turn = () => {
    const left = Math.max(0, end - Date.now());
    const [minutes, seconds] = [Math.floor(left / 60000), Math.floor(left / 1000) % 60];
    clock.textContent = fill(W['time-left'], { time: `${minutes}:${String(seconds).padStart(2, '0')}` });
    clock.classList.toggle('short', left < 5 * 60000);
    const now = Math.ceil(left / 60000);
    if (now < last && TOLD.includes(now)) say(counted(W['minutes-left'], now));
    last = now;
    if (left === 0) {
      clearInterval(ticking);
      finish(run);
      say(W['time-over']);
    }
  };
  ticking = setInterval(turn, 500);
  turn();
}
