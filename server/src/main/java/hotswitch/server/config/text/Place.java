package hotswitch.server.config.text;

/** {@code line} from 1; 0: the file as a whole. */
public record Place(String file, int line) {}
