package hotswitch.bench.run;

import java.nio.file.Files;
import java.nio.file.Path;

/** The project's folder: what the script names, else the nearest one above that holds the shipped configuration. */
public final class Home {
    private Home() {}

    public static Path folder() {
        String named = System.getProperty("hotswitch.home");
        if (named != null) {
            return Path.of(named);
        }
        Path here = Path.of("").toAbsolutePath();
        while (here != null && !Files.exists(here.resolve("conf/hotswitch.yaml"))) {
            here = here.getParent();
        }
        if (here == null) {
            throw new IllegalStateException("not inside the project: no conf/hotswitch.yaml here or above");
        }
        return here;
    }
}
