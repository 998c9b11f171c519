// In the place of the browser's RTCPeerConnection: plain RTP with G.711, whose port somebody outside the browser has.
'use strict';
class PlainPeer extends EventTarget {
  static port = 0;
  iceGatheringState = 'complete';
  iceConnectionState = 'connected';
  signalingState = 'stable';
  localDescription = null;
  remoteDescription = null;
  direction = 'sendrecv';
  versions = 0;

  async createOffer() {
    return {type: 'offer', sdp: this.#describe()};
  }

  async createAnswer() {
    return {type: 'answer', sdp: this.#describe()};
  }

  async setLocalDescription(description) {
    this.localDescription = description;
    this.signalingState = description.type === 'offer' ? 'have-local-offer' : 'stable';
  }

  async setRemoteDescription(description) {
    if (!/^m=audio [1-9]\d* RTP\/AVP /m.test(description.sdp)) throw new Error(`no plain audio: ${description.sdp}`);
    this.remoteDescription = description;
    this.signalingState = description.type === 'offer' ? 'have-remote-offer' : 'stable';
    tell(`audio ${/^c=IN IP4 (\S+)/m.exec(description.sdp)[1]} ${/^m=audio (\d+)/m.exec(description.sdp)[1]}`);
  }

  getSenders() {
    return [];
  }

  addTrack() {}

  close() {
    this.signalingState = 'closed';
  }

  #describe() {
    return `v=0\r\no=- 4712 ${++this.versions} IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n`
        + `m=audio ${PlainPeer.port} RTP/AVP 8\r\na=rtpmap:8 PCMA/8000\r\na=${this.direction}\r\n`;
  }
}
