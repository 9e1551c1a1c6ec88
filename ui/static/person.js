
// ---- A person of the shop answers without being asked: a stream of events tells when to look ----

const person = { events: null, session: null, heard: -1, attendance: null, known: null };
const personNote = document.createElement("p");
personNote.className = "notice person";
personNote.setAttribute("role", "status");
personNote.dir = "auto";
personNote.hidden = true;
composer.prepend(personNote);

function lookForPerson() {
  // The shopper's own message is under way: its answer first.
  if (pending) setTimeout(lookForPerson, 500);
  else trigger("refresh");
}

function sayWho(attendance) {
  person.attendance = attendance;
  offerThumbs();
  personNote.hidden = attendance.status === "assistant";
  const name = attendance.attended_by;
  personNote.dataset.t = name ? "person_here" : "person_called";
  personNote.dataset.tValues = JSON.stringify({ name });
  translate(composer);
}

function hangUp() {
  person.events?.close();
  person.events = person.session = null;
}

function listenForPerson() {
  const { session, heard } = props.value ?? {};
  if (session === undefined) return; // a patch that says nothing of it
  person.heard = heard;
  if (document.hidden || session === person.session) return;
  hangUp();
  personNote.hidden = true;
  if (session !== person.known) person.attendance = null;
  person.known = session;
  if (!session) return;
  person.session = session;
  person.events = new EventSource(`/api/sessions/${encodeURIComponent(session)}/events?after=${heard}`);
  person.events.addEventListener("status", (event) => sayWho(JSON.parse(event.data)));
  person.events.addEventListener("message", (event) => {
    if (Number(event.lastEventId) > person.heard) lookForPerson();
  });
}

// ---- A thumb on the last reply: kept by the service desk, so asked only once its stream spoke ----

const helpful = find(".helpful");
const thumbs = [...helpful.querySelectorAll(".thumb")];
let judged = null; // the reply that the thumbs stand under

function offerThumbs() {
  const turn = turnsBox.lastElementChild;
  const isAssistant = person.attendance && !person.attendance.attended_by;
  helpful.hidden = !isAssistant || !turn?.reply || turn.getAttribute("aria-busy") === "true";
  if (helpful.hidden) return;
  if (turn.reply !== judged) press(null);
  judged = turn.reply;
  if (helpful.parentElement !== turn) turn.append(helpful);
  translate(helpful);
}

function press(chosen) {
  for (const thumb of thumbs) thumb.setAttribute("aria-pressed", String(thumb === chosen));
}

async function onThumb(thumb) {
  const before = thumbs.find((one) => one.ariaPressed === "true");
  press(thumb);
  const answer = await fetch(`/api/sessions/${encodeURIComponent(person.session)}/rating`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ value: thumb.dataset.value }),
  }).catch(() => null);
  if (!answer?.ok) press(before);
  complain(answer?.ok ? "" : label("thumb_lost"));
  if (answer?.ok) find(".announce").textContent = label("thanks");
}

for (const thumb of thumbs) thumb.addEventListener("click", () => onThumb(thumb));

watch("value", listenForPerson);
watch("value", offerThumbs);
// A browser holds few connections to one host: a tab that nobody sees gives its own back.
document.addEventListener("visibilitychange", () => (document.hidden ? hangUp() : listenForPerson()));
listenForPerson();
