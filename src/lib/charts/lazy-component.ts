import type { Component } from 'svelte';
import LazyComponent from './LazyComponent.svelte';

interface Module<Props extends object> {
	default: Component<Props>;
}

/**
 * A component that a page shows as the server drew it, and whose code the browser fetches after the page's
 * own; used as any other. The server draws at once, and is handed what the browser has to fetch:
 *
 * 	late(() => import('./Flow.svelte'), import.meta.env.SSR ? await import('./Flow.svelte') : null)
 */
export function lazyComponent<Props extends object>(
	fetch: () => Promise<Module<Props>>,
	onServer: Module<Props> | null
): Component<Props> {
	return (internals, props) => LazyComponent(internals, { fetch, onServer, props });
}
