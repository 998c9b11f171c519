package hotswitch.server.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** Gives each metric the sentence that says what it is ({@code metrics.properties}). */
final class Described implements MeterFilter {
    private final Properties sentences = new Properties();

    private Described() {
        try (InputStream in = Described.class.getResourceAsStream("/metrics.properties")) {
            sentences.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static PrometheusMeterRegistry registry() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        registry.config().meterFilter(new Described());
        return registry;
    }

    @Override
    public Meter.Id map(Meter.Id id) {
        String sentence = sentences.getProperty(id.getName());
        Tags tags = Tags.of(id.getTagsAsIterable());
        return sentence == null ? id : new Meter.Id(id.getName(), tags, id.getBaseUnit(), sentence, id.getType());
    }
}
