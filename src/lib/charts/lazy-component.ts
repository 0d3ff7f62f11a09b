import type { Component } from 'svelte';
import LazyComponent from './LazyComponent.svelte';

interface Module<Props extends object> {
	default: Component<Props>;
}

/**
 * Defers loading of a component's code: the server renders it, and the browser loads the code after the page.
 *
 * lazyComponent(() => import('./Flow.svelte'), import.meta.env.SSR ? await import('./Flow.svelte') : null)
 */
export function lazyComponent<Props extends object>(
	fetch: () => Promise<Module<Props>>,
	onServer: Module<Props> | null
): Component<Props> {
	return (internals, props) => LazyComponent(internals, { fetch, onServer, props });
}
