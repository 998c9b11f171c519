package hotswitch.server.config.read;

import hotswitch.server.config.HttpConfig;
import hotswitch.server.config.text.References.Kind;
import hotswitch.server.config.text.YamlFile;
import hotswitch.server.config.text.YamlMap;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;

/** {@code http.yaml}: no targets if it is absent. */
public final class HttpFile {
    public static final String NAME = "http.yaml";

    private HttpFile() {}

    public static HttpConfig read(Reading reading) {
        YamlMap root = YamlFile.read(reading.conf(), NAME, false);
        YamlMap named = root.map("targets");
        List<HttpConfig.Target> targets = new ArrayList<>();
        for (String name : named.keys()) {
            Words.name(name, "HTTP target", named.place(name), reading.faults());
            reading.references().define(Kind.HTTP, name, named.place(name));
            YamlMap map = named.map(name);
            targets.add(new HttpConfig.Target(
                    name,
                    url(reading, map),
                    map.choice("method", "get", List.of("get", "post")).equals("post"),
                    map.integer("connections", 8, 1, 256),
                    headers(map.map("headers"))));
        }
        root.done();
        return new HttpConfig(List.copyOf(targets));
    }

    private static URI url(Reading reading, YamlMap map) {
        String text = map.required("url");
        try {
            URI url = new URI(text);
            boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            if (http && url.getHost() != null && url.getFragment() == null) return url;
        } catch (URISyntaxException e) {
            reading.faults()
                    .add(map.place("url"), "url is no address: " + e.getReason(), "write http://host/path", "地址无效");
            return URI.create("http://localhost/");
        }
        if (!text.isEmpty()) {
            reading.faults().add(map.place("url"), "url is \"" + text + "\"", "write http://host/path", "地址无效");
        }
        return URI.create("http://localhost/");
    }

    private static List<HttpConfig.Header> headers(YamlMap map) {
        List<HttpConfig.Header> headers = new ArrayList<>();
        for (String name : map.keys()) headers.add(new HttpConfig.Header(name, map.text(name, "")));
        return List.copyOf(headers);
    }
}
