import type { StatusOrNone } from '$lib/domain/evaluation/evaluation';

type IconPainter = (ctx: CanvasRenderingContext2D, r: number) => void;

/** Icons by status: star, tick, wave, exclamation mark, pause, ring, question mark. */
const iconPainters: Record<StatusOrNone, IconPainter> = {
	done: (ctx, r) => {
		for (let point = 0; point < 10; point += 1) {
			const angle = (Math.PI * point) / 5 - Math.PI / 2;
			const reach = point % 2 === 0 ? r : r * 0.42;
			ctx.lineTo(Math.cos(angle) * reach, Math.sin(angle) * reach);
		}
		ctx.fill();
	},
	'on-track': (ctx, r) => {
		ctx.moveTo(-r * 0.8, r * 0.05);
		ctx.lineTo(-r * 0.2, r * 0.65);
		ctx.lineTo(r * 0.85, -r * 0.65);
		ctx.stroke();
	},
	'slightly-delayed': (ctx, r) => {
		ctx.moveTo(-r, r * 0.25);
		ctx.bezierCurveTo(-r * 0.5, -r * 0.9, r * 0.3, r * 0.9, r, -r * 0.25);
		ctx.stroke();
	},
	delayed: (ctx, r) => {
		ctx.moveTo(0, -r);
		ctx.lineTo(0, r * 0.25);
		ctx.stroke();
		dot(ctx, r * 0.85);
	},
	'on-hold': (ctx, r) => {
		for (const x of [-r * 0.4, r * 0.4]) {
			ctx.moveTo(x, -r * 0.8);
			ctx.lineTo(x, r * 0.8);
		}
		ctx.stroke();
	},
	'not-started': (ctx, r) => {
		ctx.arc(0, 0, r * 0.8, 0, 2 * Math.PI);
		ctx.stroke();
	},
	'not-reported': (ctx, r) => {
		ctx.arc(0, -r * 0.5, r * 0.5, Math.PI, Math.PI * 2.3);
		ctx.quadraticCurveTo(0, r * 0.05, 0, r * 0.4);
		ctx.stroke();
		dot(ctx, r * 0.95);
	}
};

interface PlacedIcon {
	status: StatusOrNone;
	x: number;
	y: number;
	size: number;
	colour: string;
}

/** Draws a status icon centred on a point, `size` pixels high. */
export function drawStatusIcon(
	ctx: CanvasRenderingContext2D,
	{ status, x, y, size, colour }: PlacedIcon
): void {
	ctx.save();
	ctx.translate(x, y);
	ctx.fillStyle = colour;
	ctx.strokeStyle = colour;
	ctx.lineWidth = size / 5.5;
	ctx.lineCap = 'round';
	ctx.lineJoin = 'round';
	ctx.beginPath();
	iconPainters[status](ctx, size / 2);
	ctx.restore();
}

function dot(ctx: CanvasRenderingContext2D, y: number): void {
	ctx.beginPath();
	ctx.arc(0, y, ctx.lineWidth * 0.6, 0, 2 * Math.PI);
	ctx.fill();
}
