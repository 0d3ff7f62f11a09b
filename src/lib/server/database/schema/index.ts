export * from './partnership';
export * from './plan';
export * from './person';
export * from './measure';
export * from './round';
export * from './event';
export * from './mail';
export * from './rollout';
