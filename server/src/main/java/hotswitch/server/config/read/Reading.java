package hotswitch.server.config.read;

import hotswitch.server.config.text.ConfDir;
import hotswitch.server.config.text.Faults;
import hotswitch.server.config.text.References;

/** What all readers share: where the files are, what is wrong so far, who is named where. */
public record Reading(ConfDir conf, Faults faults, References references) {}
