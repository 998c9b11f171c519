package hotswitch.server.config;

/**
 * One thing that is wrong. {@code line} from 1; 0: the file as a whole. {@code zh}: {@code what} in Chinese, ""
 * if untold.
 */
public record Fault(String file, int line, String what, String mend, String zh) implements Comparable<Fault> {

    /** {@code file:line: what; mend (zh)}. */
    @Override
    public String toString() {
        String where = line == 0 ? file : file + ":" + line;
        return where + ": " + what + (mend.isEmpty() ? "" : "; " + mend) + (zh.isEmpty() ? "" : " (" + zh + ")");
    }

    @Override
    public int compareTo(Fault other) {
        int byFile = file.compareTo(other.file);
        return byFile != 0 ? byFile : Integer.compare(line, other.line);
    }
}
