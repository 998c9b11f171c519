// What a bundler would have done: loads the library's CommonJS modules as they lie in node_modules.
'use strict';
const packages = {
  jssip: 'jssip/lib/JsSIP.js',
  debug: 'debug/src/browser.js',
  ms: 'ms/index.js',
  events: 'events/events.js',
  'sdp-transform': 'sdp-transform/lib/index.js',
};
const loaded = new Map();

function source(path) {
  const request = new XMLHttpRequest();
  request.open('GET', `/node_modules/${path}`, false);
  request.send();
  return request.status === 200 ? request.responseText : null;
}

function load(path) {
  if (loaded.has(path)) return loaded.get(path).exports;
  const text = source(path);
  if (text === null) return null;
  const module = {exports: {}};
  loaded.set(path, module);
  if (path.endsWith('.json')) {
    module.exports = JSON.parse(text);
  } else {
    const required = name => find(name, path);
    new Function('module', 'exports', 'require', text).call(module.exports, module, module.exports, required);
  }
  return module.exports;
}

function find(name, from) {
  const whole = name.startsWith('.') ? new URL(name, `http://x/${from}`).pathname.substring(1) : packages[name];
  for (const ending of /\.js(on)?$/.test(whole) ? [''] : ['.js', '/index.js']) {
    const exports = load(whole + ending);
    if (exports !== null) return exports;
  }
  throw new Error(`no module ${name} for ${from}`);
}
