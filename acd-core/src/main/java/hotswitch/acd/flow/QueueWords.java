package hotswitch.acd.flow;

/**
 * What a waiting caller is told. {@code position} 0: not told, else between the prompts {@code before} and
 * {@code after} ("" none). {@code expectedMs}: how long it will be yet, -1: not told.
 */
public record QueueWords(String before, int position, String after, long expectedMs) {}
