package hotswitch.server.config.text;

import java.util.List;

/** One line of a table. */
public final class CsvRow {
    private final Place place;
    private final List<String> columns;
    private final List<String> cells;
    private final Faults faults;

    CsvRow(Place place, List<String> columns, List<String> cells, Faults faults) {
        this.place = place;
        this.columns = columns;
        this.cells = cells;
        this.faults = faults;
    }

    public Place place() {
        return place;
    }

    /** "" where the cell is empty, or the column was left out. */
    public String text(String column) {
        int at = columns.indexOf(column);
        return at < 0 ? "" : cells.get(at);
    }

    public String required(String column) {
        String text = text(column);
        if (text.isEmpty()) fault("no " + column, "fill the column " + column, column + " 不能为空");
        return text;
    }

    public int number(String column, int min, int max) {
        String text = text(column);
        try {
            int number = Integer.parseInt(text);
            if (number >= min && number <= max) return number;
        } catch (NumberFormatException e) {
            fault(column + " is \"" + text + "\", no number", "write " + min + " to " + max, column + " 应为整数");
            return min;
        }
        fault(column + " is " + text, "write " + min + " to " + max, column + " 超出范围");
        return min;
    }

    public void fault(String what, String mend, String zh) {
        faults.add(place, what, mend, zh);
    }
}
