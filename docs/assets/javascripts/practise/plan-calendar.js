/** A plan of days until an interview as entries of a calendar, and as the file that calendars read. */

const MAKER = "ML leadership answer playbook, plans";
const LINE = 74; // octets, with the space that a folded line begins with one more: RFC 5545 wants no line above 75
const PREPARE = "Prepare for the interview";
const DAY = 86_400_000;

const dayBefore = (day, count) => new Date(Date.parse(`${day}T00:00Z`) - count * DAY).toISOString().slice(0, 10);
const lengthOf = ({ stretches }) => Math.max(...stretches.map(({ last }) => last));

function daysWords({ first, last, title }) {
  const days = first === last ? `day ${first}` : `days ${first} to ${last}`;
  return [days, title].filter(Boolean).join(": ");
}

/**
 * Give the entries of a plan, the interview last: {from, until, at, minutes, words, steps}.
 *
 * `interview` is {day, time}, as a browser's fields give them, `time` perhaps ""; days until which an entry lasts are those
 * after it, as calendars count. What is over before `today` is left out. A plan without days is for the hour before.
 */
export function entriesOf(plan, interview, today) {
  const all = lengthOf(plan);
  const days = plan.stretches.filter(({ last }) => last > 0).map((stretch) => ({
    from: dayBefore(interview.day, all - stretch.first + 1),
    until: dayBefore(interview.day, all - stretch.last),
    words: `${PREPARE}, ${daysWords(stretch)}`,
    steps: stretch.steps,
  }));
  const hours = plan.stretches.filter(({ last }) => last === 0).map(({ steps }) => ({
    ...hourBefore(interview), words: `${PREPARE}, the last hour`, steps,
  }));
  const last = { ...whole(interview.day), at: interview.time, words: "Interview", steps: [] };
  return [...days, ...hours, last].filter(({ until }) => until > today);
}

const whole = (day) => ({ from: day, until: dayBefore(day, -1) });

/* Without a time it is somewhere on the day; an interview in the first hour of a day is nobody's. */
function hourBefore({ day, time }) {
  if (!time) return whole(day);
  const [hour, minute] = time.split(":").map(Number);
  return { ...whole(day), at: `${String(Math.max(hour - 1, 0)).padStart(2, "0")}:${String(minute).padStart(2, "0")}` };
}

/** Name the longest plan that a number of days leaves room for. */
export function fitting(plans, days) {
  const room = plans.filter((plan) => lengthOf(plan) <= days).toSorted((one, other) => lengthOf(other) - lengthOf(one));
  return room[0] ?? plans[0];
}

/** Tell how many days lie between two. */
export const daysBetween = (today, day) => Math.round((Date.parse(`${day}T00:00Z`) - Date.parse(`${today}T00:00Z`)) / DAY);

/**
 * Write entries as an iCalendar file.
 *
 * Times have no zone: they are those of wherever the calendar is. `source` is the address of the plan, `made` the moment at
 * which the file is made. An entry of the same plan and interview has the same name each time, so that a calendar takes it
 * for a newer one.
 */
export async function calendarOf(entries, { title, source, interview, made }) {
  const { default: ICAL } = await import("../vendor/ical/ical.js");
  ICAL.foldLength = LINE;
  const calendar = new ICAL.Component("vcalendar");
  calendar.updatePropertyWithValue("version", "2.0");
  calendar.updatePropertyWithValue("prodid", MAKER);
  const slug = title.toLowerCase().replaceAll(/[^a-z]+/g, "-");
  entries.forEach(({ from, until, at, words, steps }, index) => {
    const event = new ICAL.Component("vevent");
    const put = (name, value) => event.updatePropertyWithValue(name, value);
    put("uid", `${slug}-${interview.day}-${index}@${new URL(source).hostname}`);
    put("dtstamp", ICAL.Time.fromJSDate(made, true));
    put("summary", words);
    if (at) {
      put("dtstart", ICAL.Time.fromDateTimeString(`${from}T${at}:00`));
      put("duration", ICAL.Duration.fromSeconds(3600));
    } else {
      put("dtstart", ICAL.Time.fromDateString(from));
      put("dtend", ICAL.Time.fromDateString(until));
      put("transp", "TRANSPARENT"); // the day stays free for other things
    }
    const text = steps.map((step, number) => (steps.length > 1 ? `${number + 1}. ${step}` : step)).join("\n");
    put("description", [text, source].filter(Boolean).join("\n\n"));
    calendar.addSubcomponent(event);
  });
  return `${calendar.toString()}\r\n`;
}
