/** The link to what is shown, for others: it names the run and pins its data. */
import { element } from './dom.js';
import { formatHash, type State } from './state.js';

/** @param stateOf the state that the link leads to */
export function linkButton(stateOf: () => State): HTMLElement {
  const said = element('span', { role: 'status' });
  const field = element('input', {
    type: 'text',
    readonly: '',
    hidden: '',
    'aria-label': 'Link to this view',
  });
  const button = element('button', { type: 'button', 'data-control': 'link' }, 'Copy link');
  const give = async (): Promise<void> => {
    field.value = new URL(formatHash(stateOf()), location.href).href;
    field.hidden = false;
    field.select();
    said.textContent = (await copy(field.value)) ? 'Copied.' : 'Copy it from the field.';
  };
  button.addEventListener('click', () => void give());
  return element('span', { class: 'link' }, button, field, said);
}

/** Whether the browser let us: from a file it may not. */
async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
