import { textOf } from '../dom';
import type { Turn } from '../post';
import { profileOf } from './header';

/** The turns of a dialogue: stored as sections that carry their speaker's name. */
export function dialogueTurns(body: Element): Turn[] {
  const turns: Turn[] = [];
  for (const message of body.querySelectorAll('.dialogue-message')) {
    const content = message.querySelector('.dialogue-message-content') ?? message;
    const name = message.getAttribute('display-name') || textOf(message.querySelector('.dialogue-message-header b'));
    if (name !== '') turns.push({ author: { name: name.replace(/:$/, ''), profile: null }, body: content });
  }
  return turns;
}

/** The turns of a debate: comments drawn as the post's body. Replies to them are ordinary comments and stay apart. */
export function debateTurns(body: Element, url: URL): Turn[] {
  const turns: Turn[] = [];
  for (const content of body.querySelectorAll('.CommentBody-root')) {
    if (content.closest('.comments-node')) continue;
    const speech = content.closest('[class*="innerDebateComment"]') ?? content.closest('[id^="debate-comment-"]');
    const named =
      speech?.querySelector('.CommentUserName-author, .UsersNameDisplay-noColor, a[href*="/users/"]') ?? null;
    const link = named?.matches('a') ? named : named?.querySelector('a[href*="/users/"]');
    const name = textOf(link ?? named);
    if (name !== '') {
      turns.push({ author: { name, profile: profileOf(link?.getAttribute('href'), url) }, body: content });
    }
  }
  return turns;
}
