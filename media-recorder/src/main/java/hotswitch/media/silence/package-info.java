/** When somebody who may speak says nothing. */
package hotswitch.media.silence;
