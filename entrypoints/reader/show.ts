import { luminance } from '../../components/page/color';
import type { Paint } from '../../components/page/painter';
import { choosePalette } from '../../components/page/palette';
import type { Desk } from './desk';
import { paperUnder } from './paper';
import { leavesNoRoom } from './room';
import type { Session } from './session';
import { idle, inSlices } from './slices';
import { scrollerOf, stripOf } from './strip';

/** Finds every mark's nodes, a passage a step. */
function* paintsOf(session: Session, desk: Desk): Generator<void, Paint[], undefined> {
  const { settings } = desk.store.get();
  const paints: Paint[] = [];
  for (const { passage, marks } of session.shown(settings)) {
    for (const mark of marks) paints.push({ ...mark, ranges: session.reading.rangesOfPart(passage, mark) });
    yield;
  }
  for (const { annotation, ranges } of session.highlights)
    paints.push({ ranges, type: annotation.type, slot: 0, faint: false, ink: true });
  return paints;
}

/** Paints what the library knows, and counts it. Newer calls take over from older ones. */
export function createShow(desk: Desk): { show: () => Promise<void>; measure: () => void; theme: () => void } {
  let latest = 0;
  let measuring = false;

  const measure = () => {
    if (measuring) return;
    measuring = true;
    // When the page is idle: reading the layout must not delay the marks.
    void idle(desk.window).then(() => {
      measuring = false;
      const { session } = desk;
      if (desk.signal.aborted || !session) return;
      const { settings, hidden, offHere } = desk.store.get();
      if (hidden || offHere) return;
      const scroller = scrollerOf(session.reading.post.bodies[0]);
      desk.store.set({ tucked: leavesNoRoom(session.reading.post.bodies, settings.control.side, desk.window) });
      desk.store.set({ strip: stripOf(scroller, session.shown(settings), session.highlights) });
    });
  };

  const theme = () => {
    const body = desk.session?.reading.post.bodies[0] ?? desk.document.body;
    if (!body?.isConnected) return;
    const paper = paperUnder(body);
    desk.painter.use(choosePalette(paper));
    desk.store.set({ theme: luminance(paper) < 0.18 ? 'dark' : 'light' });
  };

  const show = async () => {
    const mine = ++latest;
    const { session } = desk;
    const view = desk.store.get();
    if (!session || view.hidden || view.offHere || view.phase === 'off') {
      desk.painter.clear();
      desk.store.set({ card: null, selection: null, strip: [] });
      return;
    }
    const paints = await inSlices(paintsOf(session, desk), desk.signal);
    if (!paints || mine !== latest) return;
    theme();
    desk.painter.paint(paints);
    const { settings } = desk.store.get();
    const { counts, confirmed } = session.counts(settings.density);
    const shown = settings.types.reduce((sum, type) => sum + counts[type], 0);
    desk.store.set({ counts, confirmed, shown });
    measure();
  };
  return { show, measure, theme };
}
