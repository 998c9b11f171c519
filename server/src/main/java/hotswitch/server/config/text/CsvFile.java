package hotswitch.server.config.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Comma-separated values (RFC 4180) with a header line; empty lines and lines that begin with # are skipped. A
 * spreadsheet's
 * byte order mark and line ends are fine.
 */
public final class CsvFile {
    private final String name;
    private final String text;
    private final Faults faults;
    private int at;
    private int line = 1;
    private boolean unclosed;

    private CsvFile(String name, String text, Faults faults) {
        this.name = name;
        this.text = text;
        this.faults = faults;
    }

    /**
     * All rows whose number of cells is right; the others are faults, like a header that lacks one of {@code
     * columns}.
     */
    public static List<CsvRow> read(ConfDir conf, String name, boolean required, List<String> columns) {
        return read(conf, name, required, columns, List.of());
    }

    /** The same; {@code optional} columns may be left out. */
    public static List<CsvRow> read(
            ConfDir conf, String name, boolean required, List<String> columns, List<String> optional) {
        String text = conf.text(name, required);
        return text == null ? List.of() : new CsvFile(name, text, conf.faults()).rows(columns, optional);
    }

    private List<CsvRow> rows(List<String> columns, List<String> optional) {
        List<CsvRow> rows = new ArrayList<>();
        List<String> header = null;
        while (skipToRow()) {
            Place place = new Place(name, line);
            List<String> cells = row();
            if (unclosed) {
                faults.add(place, "a quotation mark is never closed", "close it, or remove it", "引号未闭合");
                return rows;
            }
            if (header == null) {
                header = cells;
                if (!header(place, cells, columns, optional)) return rows;
            } else if (cells.size() != header.size()) {
                String what = "the line has " + cells.size() + " columns, the header has " + header.size();
                faults.add(place, what, "write " + String.join(",", header), "列数与表头不符");
            } else {
                rows.add(new CsvRow(place, header, cells, faults));
            }
        }
        if (header == null)
            faults.add(new Place(name, 1), "there is no header", "begin with " + String.join(",", columns), "缺少表头");
        return rows;
    }

    private boolean header(Place place, List<String> header, List<String> columns, List<String> optional) {
        List<String> missing = new ArrayList<>(columns);
        missing.removeAll(header);
        for (String cell : header) {
            if (!columns.contains(cell) && !optional.contains(cell)) {
                String mend = Suggest.from(cell, columns, "remove it");
                faults.add(place, "there is no column \"" + cell + "\"", mend, "未知的列 " + cell);
            }
        }
        if (missing.isEmpty()) return true;
        String what = "the header lacks " + String.join(", ", missing);
        faults.add(place, what, "write " + String.join(",", columns), "表头缺少列");
        return false;
    }

    private boolean skipToRow() {
        while (at < text.length()) {
            int end = text.indexOf('\n', at);
            String whole = text.substring(at, end < 0 ? text.length() : end).strip();
            if (!whole.isEmpty() && !whole.startsWith("#")) return true;
            at = end < 0 ? text.length() : end + 1;
            line++;
        }
        return false;
    }

    private List<String> row() {
        List<String> cells = new ArrayList<>();
        do {
            cells.add(cell());
        } while (at < text.length() && text.charAt(at++) == ',');
        line++;
        return List.copyOf(cells);
    }

    /** Up to the comma or the end of the line, which stays unread. */
    private String cell() {
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"') {
                if (quoted && at + 1 < text.length() && text.charAt(at + 1) == '"') cell.append(text.charAt(at++));
                else quoted = !quoted;
            } else if (!quoted && (c == ',' || c == '\n')) {
                break;
            } else {
                if (c == '\n') line++;
                cell.append(c);
            }
        }
        unclosed |= quoted;
        return cell.toString().strip();
    }
}
