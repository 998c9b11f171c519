/**
 * Offer and answer over text (RFC 3264, RFC 8866): one G.711 audio stream with telephone-events. What the peer wants is
 * a {@link hotswitch.sip.sdp.MediaPlan}; what cannot be is a refusal with a reason.
 */
package hotswitch.sip.sdp;
