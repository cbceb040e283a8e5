// What the page remembers, in the memory of the browser where it may, otherwise until the page is closed.

const NAME = `mockexam-practice-${P.identity}`;

const store = (() => {
  try {
    localStorage.setItem(`${NAME}-probe`, '1');
    localStorage.removeItem(`${NAME}-probe`);
    return localStorage;
  } catch {
    return null;
  }
})();

// A run through the questions whose places are in `asked`. Only a run through all of them is the record.
const fresh = (mode, view, asked) => ({
  mode, view, asked, at: 0, started: null, finished: null, timed: false,
  answers: {}, flags: {}, shown: {}, awards: {},
});

// `record` is the run whose responses can be handed in, `drill` a repetition of some questions, `candidate` who it is.
let memory = { version: 1, record: null, drill: null, candidate: '' };

const all = () => P.questions.map((_, place) => place);

function remember() {
  if (!store) return;
  try {
    store.setItem(NAME, JSON.stringify(memory));
  } catch {
    // A full memory is as good as none; the page says so at its start.
  }
}

// A run as it may have been remembered: all its parts are there, and it asks what the page asks.
function sound(run) {
  const object = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
  return object(run) && ['exam', 'quiz'].includes(run.mode) && ['one', 'all'].includes(run.view)
    && Array.isArray(run.asked) && run.asked.length > 0
    && run.asked.every((place) => Number.isInteger(place) && place in P.questions)
    && Number.isInteger(run.at) && run.at in run.asked
    && [run.answers, run.flags, run.shown, run.awards].every(object)
    && Object.entries(run.answers).every(([place, value]) => place in P.questions && fits(P.questions[place], value));
}

function fits(question, value) {
  return question.kind === 'rows'
    ? Array.isArray(value) && value.length === rowsOf(question) && value.every((row) => typeof row === 'string')
    : typeof value === 'string';
}

function recall() {
  if (!store) return;
  try {
    const found = JSON.parse(store.getItem(NAME));
    if (found && found.version === 1 && sound(found.record)) {
      memory = { ...memory, record: found.record, candidate: String(found.candidate || '') };
      if (sound(found.drill)) memory.drill = found.drill;
    }
  } catch {
    // What cannot be read is not ours.
  }
}

const rowsOf = (question) => (question.rows ? question.rows.length : question.places || 0);
