/** Numbers, money, dates and times as lists of prompts. */
package hotswitch.ivr.say;
