// Asks the test what to do, does it with JsSIP, and tells the test what happened.
'use strict';
let said = Promise.resolve();
let phone = null;
let call = null;
let before = null;
const browsers = {peer: window.RTCPeerConnection, description: window.RTCSessionDescription};

function tell(text) {
  said = said.then(() => fetch('/said', {method: 'POST', body: `${text}\n`})).catch(() => 'the test is over');
}

function media(port) {
  PlainPeer.port = port;
  window.RTCPeerConnection = port ? PlainPeer : browsers.peer;
  window.RTCSessionDescription = port ? function (plain) { return plain; } : browsers.description;
  return {mediaConstraints: {audio: !port, video: false}, pcConfig: {iceServers: []}};
}

function heed(session) {
  before = call;
  call = session;
  call.on('confirmed', () => tell('confirmed'));
  call.on('ended', e => tell(`ended ${e.originator}`));
  call.on('failed', e => tell(`failed ${e.originator} ${e.cause} ${e.message?.status_code ?? ''} `
      + `${e.message?.getHeader?.('Warning') ?? ''}`));
  call.on('getusermediafailed', e => tell(`no microphone ${e}`));
  call.on('peerconnection:createofferfailed', e => tell(`no offer ${e}`));
  call.on('peerconnection:setremotedescriptionfailed', e => tell(`no agreement ${e}`));
}

const verbs = {
  register({url, seat, password}) {
    const socket = new (find('jssip', 'page').WebSocketInterface)(url);
    phone = new (find('jssip', 'page').UA)({
      sockets: [socket], uri: `sip:${seat}@hotline.local`, password, register_expires: 300, session_timers: false,
    });
    phone.on('connected', () => tell('connected'));
    phone.on('disconnected', e => tell(`disconnected ${e.code}`));
    phone.on('registered', e => tell(`registered ${e.response.status_code}`));
    phone.on('unregistered', () => tell('unregistered'));
    phone.on('registrationFailed', e => tell(`refused ${e.cause}`));
    phone.on('newRTCSession', e => {
      heed(e.session);
      tell(`${e.originator} call ${e.session.remote_identity.uri.user}`);
    });
    phone.start();
  },
  dial: ({to, port}) => phone.call(`sip:${to}@hotline.local`, media(port)),
  answer: ({port}) => call.answer(media(port)),
  hold: () => turn(true),
  resume: () => turn(false),
  press: ({keys}) => call.sendDTMF(keys, {duration: 100, interToneGap: 50}),
  transfer: ({to}) => refer(call, to, {}),
  putThrough: ({to}) => refer(before, to, {replaces: call}),
  hangUp: () => call.terminate(),
  stop: () => phone.stop(),
};

function refer(session, to, options) {
  session.refer(`sip:${to}@hotline.local`, {
    ...options,
    eventHandlers: {
      requestSucceeded: () => tell('transfer accepted'),
      accepted: () => tell('transferred'),
      failed: () => tell('transfer failed'),
    },
  });
}

function turn(held) {
  if (call.connection instanceof PlainPeer) call.connection.direction = held ? 'sendonly' : 'sendrecv';
  const done = () => tell(held ? 'held' : 'resumed');
  if (!(held ? call.hold({}, done) : call.unhold({}, done))) tell('no change now');
}

async function obey() {
  for (;;) {
    const order = await (await fetch('/next')).json();
    if (order.verb) verbs[order.verb](order);
  }
}

window.onerror = (message, file, line) => tell(`fault ${message} ${file}:${line}`);
window.onunhandledrejection = e => tell(`fault ${e.reason?.stack ?? e.reason}`);
tell('here');
obey();
