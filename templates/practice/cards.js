// Flashcards that come again when they are due: SM-2 (P. A. Wozniak, Optimization of learning, 1990). Ease is kept in
// hundredths, so that all of it is whole numbers.

const NAME = `mockexam-cards-${P.identity}`;
const NEW_A_TIME = 20;
const GRADES = [['again', 1], ['hard', 3], ['good', 4], ['easy', 5]];

const store = (() => {
  try {
    localStorage.setItem(`${NAME}-probe`, '1');
    localStorage.removeItem(`${NAME}-probe`);
    return localStorage;
  } catch {
    return null;
  }
})();

const today = () => Math.floor((Date.now() - new Date().getTimezoneOffset() * 60000) / 86400000);

// By card: ease, how often known in a row, interval in days, day on which it is due.
let known = {};

function recall() {
  try {
    const found = JSON.parse(store.getItem(NAME)) || {};
    for (const card of P.cards) {
      const state = found[card.id];
      if (state && ['ease', 'row', 'interval', 'due'].every((part) => Number.isInteger(state[part]))) known[card.id] = state;
    }
  } catch {
    known = {};
  }
}

function remember() {
  try {
    store.setItem(NAME, JSON.stringify(known));
  } catch {
    // Without a memory all is as before, until the page is closed.
  }
}

// The state of a card after it was known with a quality from 0 to 5.
function next(state, quality) {
  const { ease, row, interval } = state || { ease: 250, row: 0, interval: 0 };
  if (quality < 3) return { ease, row: 1, interval: 1, due: today() + 1 };
  const changed = Math.max(130, ease + 10 - (5 - quality) * (8 + (5 - quality) * 2));
  const days = row === 0 ? 1 : row === 1 ? 6 : Math.ceil(interval * ease / 100);
  return { ease: changed, row: row + 1, interval: days, due: today() + days };
}

const stage = byId('page');
const chosen = new Set(P.cards.map((card) => card.topic));

function show(...content) {
  stage.replaceChildren(...content.flat(Infinity).filter(Boolean));
  const heading = stage.querySelector('[data-focus]');
  if (heading) heading.focus();
}

const mine = () => P.cards.filter((card) => chosen.has(card.topic));
const dueCards = () => mine().filter((card) => known[card.id] && known[card.id].due <= today());
const newCards = () => mine().filter((card) => !known[card.id]);

function startView(focus) {
  const facts = el('div', { 'aria-live': 'polite' });
  const update = () => {
    const [due, fresh] = [dueCards(), newCards()];
    const later = mine().filter((card) => known[card.id] && known[card.id].due > today()).map((card) => known[card.id].due);
    facts.replaceChildren(...[
      el('p', null, due.length ? counted(W.due, due.length) : W['none-due'], ' ', fresh.length ? counted(W.new, fresh.length) : ''),
      !due.length && later.length ? el('p', null, counted(W['next-due'], Math.min(...later) - today())) : null,
      el('div', { class: 'actions' },
        due.length ? button(W.start, () => run(due), { class: 'main', id: 'start' }) : null,
        fresh.length ? button(fill(W['more-new'], { n: Math.min(NEW_A_TIME, fresh.length) }), () => run(fresh.slice(0, NEW_A_TIME)),
          { class: due.length ? '' : 'main', id: 'learn' }) : null)].filter(Boolean));
  };
  const topics = [...new Set(P.cards.map((card) => card.topic))];
  show(
    el('header', { class: 'bar' }, el('h1', { tabindex: '-1', 'data-focus': Boolean(focus) }, P.title), el('p', { class: 'facts' }, W.cards)),
    facts,
    topics.length > 1 ? el('fieldset', null, el('legend', null, W.topics), topics.map((topic, at) => {
      const box = el('input', {
        id: `topic-${at}`, type: 'checkbox', checked: chosen.has(topic),
        onchange: () => {
          if (box.checked) chosen.add(topic); else chosen.delete(topic);
          update();
        },
      });
      return el('div', { class: 'choice' }, box, el('label', { for: box.id }, topic));
    })) : null,
    el('p', { class: 'hint' }, W.keys),
    store ? el('p', { class: 'hint' }, W.kept) : el('p', { class: 'warning' }, W['not-kept']),
    el('div', { class: 'actions', id: 'forgetting' }, Object.keys(known).length ? button(W.forget, askToForget, { id: 'forget' }) : null),
    el('footer', null, rich(P.notice), el('p', null, W.method)),
  );
  update();
}

function askToForget() {
  byId('forgetting').replaceChildren(el('div', { class: 'ask', role: 'group', 'aria-labelledby': 'ask' },
    el('h2', { id: 'ask', tabindex: '-1' }, W['forget-sure']),
    el('div', { class: 'actions' }, button(W.keep, () => startView(true)), button(W['forget-yes'], () => {
      known = {};
      remember();
      startView(true);
    }))));
  byId('ask').focus();
}

// A round through some cards. One that was not known well comes again at the end, until it is.
function run(cards) {
  const queue = [...cards];
  const told = new Set();
  let turns = 0;
  const ask = () => {
    if (queue.length === 0) {
      show(el('h1', { tabindex: '-1', 'data-focus': true }, W.done), el('p', null, counted(W['done-text'], turns)),
        el('div', { class: 'actions' }, button(W['to-start'], () => startView(true), { class: 'main', id: 'to-start' })));
      return;
    }
    cardView(queue[0], queue.length, false);
  };
  const graded = (card, quality) => {
    // The first answer of a round says when the card comes again; repetitions only practise it.
    if (!told.has(card.id)) known[card.id] = next(known[card.id], quality);
    told.add(card.id);
    remember();
    queue.shift();
    turns += 1;
    if (quality < 4) queue.push(card);
    ask();
  };
  const cardView = (card, left, turned) => {
    const days = (quality) => {
      if (quality < 4) return W.soon;
      const { interval } = told.has(card.id) ? known[card.id] : next(known[card.id], quality);
      return counted(W.days, interval);
    };
    show(
      el('header', { class: 'bar' }, el('h1', null, P.title), el('p', { class: 'facts' }, counted(W.left, left))),
      el('article', { class: 'card' },
        el('p', { class: 'hint' }, card.core ? `${card.topic} · ${W.core}` : card.topic),
        el('h2', { tabindex: '-1', 'data-focus': !turned }, W.front), el('div', { class: 'stem' }, rich(card.front)),
        turned ? [el('h2', { tabindex: '-1', 'data-focus': true }, W.back), el('div', { class: 'stem' }, rich(card.back))] : null),
      turned
        ? el('div', { role: 'group', 'aria-label': W.how }, el('p', null, W.how), el('div', { class: 'actions' },
          GRADES.map(([name, quality], at) => button([`${at + 1}  ${W[name]}`, el('small', null, ` ${days(quality)}`)],
            () => graded(card, quality), { id: name }))))
        : el('div', { class: 'actions' }, button(W.turn, () => cardView(card, left, true), { class: 'main', id: 'turn' })),
      el('div', { class: 'actions' }, button(W.stop, () => startView(true), { class: 'plain', id: 'stop' })),
    );
    // While the focus is on the card and not on a button, one key is enough.
    stage.querySelector('.card').addEventListener('keydown', (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const grade = GRADES[Number(event.key) - 1];
      if (!turned && (event.key === ' ' || event.key === 'Enter')) {
        event.preventDefault();
        cardView(card, left, true);
      } else if (turned && grade) {
        graded(card, grade[1]);
      }
    });
  };
  ask();
}

recall();
startView();
