/** The rest of a scheduler that has nothing to run: it sleeps until an alarm rings or it is woken from outside. */
import type { Clock } from './clock.js';

export class Rest {
  readonly #clock: Clock;
  /** Goes on with the threads. */
  readonly #goOn: () => void;
  #isResting = false;
  #alarmAt = Infinity;
  #callOffAlarm: () => void = () => {};

  constructor(clock: Clock, goOn: () => void) {
    this.#clock = clock;
    this.#goOn = goOn;
  }

  /** @param wakeAt when to go on at the latest; `Infinity` when only the outside world can end the rest */
  begin(wakeAt: number): void {
    this.#isResting = true;
    // An alarm that rings too early does no harm, and setting another for every rest would be dear.
    if (wakeAt >= this.#alarmAt) return;
    this.#callOffAlarm();
    this.#alarmAt = wakeAt;
    this.#callOffAlarm = this.#clock.after(wakeAt - this.#clock.now(), this.#ring);
  }

  /**
   * Something happened outside. The threads do not go on at once but when the event loop has told all that it knows: then
   * they run in one go, however many were woken.
   */
  end(): void {
    if (!this.#isResting) return;
    this.#isResting = false;
    this.#clock.turn(this.#goOn);
  }

  /** No rest any more: the alarm must not keep the process alive. */
  dismiss(): void {
    this.#callOffAlarm();
    this.#alarmAt = Infinity;
  }

  readonly #ring = (): void => {
    this.#alarmAt = Infinity;
    if (!this.#isResting) return;
    this.#isResting = false;
    this.#goOn();
  };
}
