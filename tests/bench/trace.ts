import type { CDPSession } from 'playwright-core';

interface TraceEvent {
  name: string;
  ph: string;
  ts: number;
  dur?: number;
  /** The thread's own time: what other programs take on a busy machine is not in it. */
  tdur?: number;
  pid: number;
  tid: number;
  args?: { data?: { url?: string; stackTrace?: { url?: string }[] } };
}

/** A task on the page's thread, in milliseconds; `script` is the part of it in which the extension's code was running. */
export interface Task {
  length: number;
  script: number;
  /** What stood in it, longest first, for whoever wants to mend it. */
  parts: string;
}

const CATEGORIES = 'toplevel,devtools.timeline,disabled-by-default-devtools.timeline';
const timeOf = (event: TraceEvent) => event.tdur ?? event.dur ?? 0;
const isOurs = (event: TraceEvent) => event.args?.data?.url?.startsWith('chrome-extension://') ?? false;

/** Starts a trace of a page; the function returned ends it and gives the tasks in which the extension's code ran. */
export async function traceTasks(session: CDPSession): Promise<() => Promise<Task[]>> {
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  await session.send('Tracing.start', { categories: CATEGORIES, transferMode: 'ReportEvents' });
  return async () => {
    const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
    await session.send('Tracing.end');
    await complete;
    return tasksOf(events);
  };
}

/** The extension runs on the thread of the page it is injected into, and on no other thread that has its scripts' URL and a document. */
function tasksOf(events: readonly TraceEvent[]): Task[] {
  const spans = events.filter((event) => event.ph === 'X' && event.dur !== undefined);
  const ours = spans.filter(isOurs);
  const tasks: Task[] = [];
  // Both names stand for the same task, the one in the other.
  for (const task of spans.filter((event) => event.name === 'RunTask')) {
    const end = task.ts + (task.dur ?? 0);
    const inside = (event: TraceEvent) =>
      event.pid === task.pid && event.tid === task.tid && event.ts >= task.ts && event.ts + (event.dur ?? 0) <= end;
    const here = ours.filter(inside);
    if (here.length === 0) continue;
    // Calls may stand in each other: only the outermost count.
    let script = 0;
    let until = 0;
    for (const call of here.sort((a, b) => a.ts - b.ts)) {
      if (call.ts < until) continue;
      script += timeOf(call);
      until = call.ts + (call.dur ?? 0);
    }
    const parts = spans
      .filter((event) => event !== task && inside(event) && timeOf(event) > 2_000)
      .sort((a, b) => timeOf(b) - timeOf(a))
      .slice(0, 6)
      .map((event) => `${event.name} ${(timeOf(event) / 1_000).toFixed(0)}`)
      .join(', ');
    tasks.push({ length: timeOf(task) / 1_000, script: script / 1_000, parts });
  }
  return tasks.sort((a, b) => b.length - a.length);
}
