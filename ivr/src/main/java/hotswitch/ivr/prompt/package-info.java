/** Names of prompts; their audio is the media plane's. */
package hotswitch.ivr.prompt;
