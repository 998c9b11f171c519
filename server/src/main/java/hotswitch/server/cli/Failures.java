package hotswitch.server.cli;

import hotswitch.server.journal.Journal;
import hotswitch.server.recovery.Recovery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** What the world did is told in a line, and where it happened is of no use; a fault of ours keeps its whole trace. */
public final class Failures implements CommandLine.IExecutionExceptionHandler {
    private static final int FAILED = 1;

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) throws Exception {
        boolean known = false;
        List<String> told = new ArrayList<>();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            known |= cause instanceof IOException
                    || cause instanceof SQLException
                    || cause instanceof Journal.Damaged
                    || cause instanceof Recovery.Diverged;
            String text = text(cause);
            if (text != null && !told.contains(text)) {
                told.add(text);
            }
        }
        if (!known) {
            throw failure;
        }
        System.err.println("hotswitch: " + String.join(": ", told));
        return FAILED;
    }

    /** Null: nothing that the cause does not say as well. */
    private static String text(Throwable cause) {
        return switch (cause) {
            case UncheckedIOException wrapped -> null;
            case NoSuchFileException missing -> missing.getFile() + " is not there";
            case AccessDeniedException denied -> denied.getFile() + " is not for this user";
            default -> cause.getMessage();
        };
    }
}
