import { setTimeout as pause } from 'node:timers/promises';
import { Visitor } from './installation';

/** Texts of what was sent, of each kind: those that were answered for, and those that nobody knows about. */
export interface SentTexts {
	acknowledged: string[];
	unknown: string[];
}

type Form = Record<string, string> | FormData;
type Answer = Awaited<ReturnType<Visitor['post']>>;
/** The address of a form's action, and its fields. */
export type Change = readonly [path: string, form: Record<string, string>];

/** Counts what was sent. A change is sent until it is answered for, or once. */
export class SentTally {
	operations = 0;
	tries = 0;
	/** Changes that were prepared again. */
	overtaken = 0;
	readonly kinds = new Map<string, SentTexts>();

	of(kind: string): SentTexts {
		const texts = this.kinds.get(kind) ?? { acknowledged: [], unknown: [] };
		this.kinds.set(kind, texts);
		return texts;
	}

	/** Says how many there were: of each kind those that were answered for, and those that nobody knows about. */
	summary(): string {
		const { operations, tries, overtaken } = this;
		const counts = [...this.kinds].map(
			([kind, { acknowledged, unknown }]) => `${kind} ${acknowledged.length} + ${unknown.length}`
		);
		return [`${operations} operations, ${tries} forms sent, ${overtaken} overtaken`, ...counts].join(', ');
	}
}

const tries = 300;
/** Statuses by which a proxy or a process says that it could not answer for a change. */
const unanswered = [502, 503];

/** Somebody who goes on until they are answered, whatever is killed meanwhile. */
export class PersistentVisitor extends Visitor {
	constructor(
		address: string,
		readonly tally: SentTally
	) {
		super(address);
	}

	/** Sends a form until it is answered for: the same key, whatever became of it before. */
	async persist(path: string, form: Form): Promise<Answer> {
		for (let tried = 0; tried < tries; tried++) {
			const answer = await this.#attempt(path, form);
			if (answer) return answer;
			await pause(100);
		}
		throw new Error(`${path} was never answered for.`);
	}

	/**
	 * Makes a change that is found by its text, and counts it. It is prepared again if it was overtaken, or prepared
	 * from a page of a second ago.
	 */
	async change(kind: string, text: string, prepare: () => Promise<Change>): Promise<Answer> {
		for (let time = 0; time < 5; time++) {
			const [path, form] = await prepare();
			const answer = await this.persist(path, { formKey: `${kind} ${text} ${time}`, ...form });
			if (answer.status === 409) {
				this.tally.overtaken++;
				await pause(500);
				continue;
			}
			this.#count(kind, text, true);
			return answer;
		}
		throw new Error(`${text} was overtaken again and again.`);
	}

	/** Sends a change once, and leaves it where it is. */
	async leave(kind: string, text: string, prepare: () => Promise<Change>): Promise<void> {
		const [path, form] = await prepare();
		const answer = await this.#attempt(path, { formKey: `${kind} ${text}`, ...form });
		// One that was overtaken is not there, and need not be.
		this.#count(kind, text, answer !== null && answer.status !== 409);
	}

	#count(kind: string, text: string, isAcknowledged: boolean): void {
		if (isAcknowledged) this.tally.operations++;
		this.tally.of(kind)[isAcknowledged ? 'acknowledged' : 'unknown'].push(text);
	}

	/** Reads a page until it is shown. */
	async look(path: string): Promise<string> {
		let last = 0;
		for (let tried = 0; tried < tries; tried++) {
			const { status, html } = await this.get(path).catch(() => ({ status: 0, html: '' }));
			if (status === 200) return html;
			if (status === 303) throw new Error(`${path} asks to sign in.`);
			last = status;
			await pause(100);
		}
		throw new Error(`${path} was never shown, but at last answered with ${last}.`);
	}

	/** Returns the value of a hidden field of a page. */
	async field(name: string, path: string): Promise<string> {
		return hiddenField(name, await this.look(path));
	}

	/** Returns the same as soon as the page has it: what others have changed may be a second away. */
	async awaitField(name: string, path: string): Promise<string> {
		for (let tried = 0; tried < tries; tried++) {
			const value = await this.field(name, path);
			if (value) return value;
			await pause(100);
		}
		throw new Error(`${path} never had ${name}.`);
	}

	/** Signs in with a demo account, and counts it. */
	async enter(account: string): Promise<this> {
		for (let tried = 0; tried < tries; tried++) {
			if ((await this.signIn(account).catch(() => 0)) === 303) {
				this.tally.operations++;
				return this;
			}
			await pause(100);
		}
		throw new Error(`${account} could not sign in.`);
	}

	/** Returns null for a form that nobody answered for. */
	async #attempt(path: string, form: Form): Promise<Answer | null> {
		this.tally.tries++;
		const answer = await this.post(path, form).catch(() => null);
		if (!answer || unanswered.includes(answer.status)) return null;
		if (answer.status < 400 || answer.status === 409) return answer;
		throw new Error(`${path} was answered with ${answer.status}.`);
	}
}

export function hiddenField(name: string, html: string): string {
	return new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';
}
