package hotswitch.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.server.config.ConfigLoader;
import hotswitch.server.config.LoadResult;
import hotswitch.server.e2e.rig.SwitchProcess;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** {@code check --picture}: what it draws, and what it says where there is nothing to draw. */
final class CheckCommandTest {
    private static final Path SHIPPED = SwitchProcess.home().resolve("conf");

    @RegisterExtension
    final Heard heard = new Heard();

    @TempDir
    Path folder;

    private static int picture(Path conf, String flow) {
        return Heard.status(new CheckCommand(), "--conf", conf.toString(), "--picture", flow);
    }

    static Stream<String> shippedFlows() throws IOException {
        try (Stream<Path> files = Files.list(SHIPPED.resolve("flows"))) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml"))
                    .map(name -> name.substring(0, name.length() - ".yaml".length()))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    /** Well-formed, all of it within the picture, a box for each step, a line for each way, each with its text. */
    @ParameterizedTest
    @MethodSource("shippedFlows")
    void eachShippedFlowIsDrawn(String flow) throws Exception {
        assertEquals(0, picture(SHIPPED, flow), heard::err);
        byte[] svg = heard.out().getBytes(StandardCharsets.UTF_8);
        var builder = DocumentBuilderFactory.newNSInstance().newDocumentBuilder();
        Document picture = builder.parse(new ByteArrayInputStream(svg));
        assertEquals("http://www.w3.org/2000/svg", picture.getDocumentElement().getNamespaceURI());
        int width = number(picture.getDocumentElement(), "width");
        int height = number(picture.getDocumentElement(), "height");
        NodeList boxes = picture.getElementsByTagName("rect");
        assertEquals(steps(flow) + 1, boxes.getLength(), "one for the background");
        for (int i = 1; i < boxes.getLength(); i++) {
            var box = (Element) boxes.item(i);
            assertTrue(number(box, "x") >= 0 && number(box, "x") + number(box, "width") <= width, "left to right");
            assertTrue(number(box, "y") >= 0 && number(box, "y") + number(box, "height") <= height, "top to bottom");
        }
        assertTrue(picture.getElementsByTagName("path").getLength() >= steps(flow) - 1, "no box stands alone");
        assertEquals(flow, picture.getElementsByTagName("text").item(0).getTextContent());
    }

    private static int number(Element element, String attribute) {
        return Integer.parseInt(element.getAttribute(attribute));
    }

    private static long steps(String flow) throws IOException {
        return Files.readAllLines(SHIPPED.resolve("flows/" + flow + ".yaml")).stream()
                .filter(line -> line.startsWith("  - "))
                .count();
    }

    @Test
    void aNameThatIsNoFlowIsToldWithThoseThatAre() {
        assertEquals(2, picture(SHIPPED, "mnu"));
        assertEquals("", heard.out());
        assertEquals(
                "there is no flow mnu: write flows/mnu.yaml, or ask for one of main, menu, service, survey (没有该流程)\n",
                heard.err());
    }

    /** What cannot be drawn is said as without {@code --picture}: all faults, each with its line. */
    @Test
    void aFaultyFlowIsNotDrawn() throws IOException {
        Path conf = folder.resolve("conf");
        SwitchProcess.copy(SHIPPED, conf);
        Files.writeString(conf.resolve("flows/menu.yaml"), "steps:\n  - answer\n  - goto: nowhere\n");
        assertEquals(2, picture(conf, "menu"));
        String text = heard.out();
        assertTrue(text.contains("flows/menu.yaml:3: "), text);
        assertTrue(ConfigLoader.load(conf, List.of()) instanceof LoadResult.Faulty);
    }
}
