package hotswitch.tidy;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who may know whom, and where each library may be named (ARCHITECTURE.md). */
final class BordersTest {
    private static final JavaClasses CLASSES = new ClassFileImporter().importPaths(mainClasses());

    private static List<Path> mainClasses() {
        return SourceTree.MODULES.stream()
                .map(m -> SourceTree.root().resolve(m).resolve("target/classes"))
                .filter(Files::isDirectory)
                .toList();
    }

    @Test
    void coreAndDiskKnowNobody() {
        only("hotswitch.acd..", "hotswitch.acd..");
        only("hotswitch.disk..", "hotswitch.disk..");
    }

    @Test
    void stackMediaAndTrunksKnowNothingOfAgentsAndQueues() {
        only("hotswitch.sip..", "hotswitch.sip..");
        only("hotswitch.media..", "hotswitch.media..", "hotswitch.disk..");
        only("hotswitch.trunk..", "hotswitch.trunk..");
    }

    @Test
    void flowsPlugIntoTheCore() {
        only("hotswitch.ivr..", "hotswitch.ivr..", "hotswitch.acd..");
    }

    @Test
    void onlyCallControlSpeaksBothLanguages() {
        only("hotswitch.call..", "hotswitch.call..", "hotswitch.acd..", "hotswitch.sip..", "hotswitch.trunk..");
    }

    /** It runs the real signalling and the real core: without sockets, audio and threads. */
    @Test
    void theSimulatorKnowsWhatItSimulatesAndNoWayOut() {
        only(
                "hotswitch.sim..",
                "hotswitch.sim..",
                "hotswitch.acd..",
                "hotswitch.ivr..",
                "hotswitch.trunk..",
                "hotswitch.call..",
                "hotswitch.sip..");
        noClasses()
                .that()
                .resideInAPackage("hotswitch.sim..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("hotswitch.sip.transport..")
                .check(CLASSES);
    }

    @Test
    void eachLibraryHasOnePlace() {
        library("io.netty..", "hotswitch.sip.transport..", "hotswitch.media.transport..", "hotswitch.server.cti..");
        library("javax.sip..", "hotswitch.sip.header..");
        library("gov.nist..", "hotswitch.sip.header..");
        library("com.lmax..", "hotswitch.server.pipeline..");
        library("tomp2p.opuswrapper..", "hotswitch.media.codec..");
        library("com.sun.jna..", "hotswitch.media.codec..");
        library("io.vertx..", "hotswitch.server.cti..");
        library("org.slf4j..", "hotswitch.server..", "hotswitch.sip.transport..", "hotswitch.media.transport..");
    }

    private void only(String who, String... known) {
        String[] inside = java.util.Arrays.copyOf(known, known.length);
        noClasses()
                .that()
                .resideInAPackage(who)
                .should()
                .dependOnClassesThat(com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage(
                                "hotswitch..")
                        .and(com.tngtech.archunit.base.DescribedPredicate.not(
                                com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage(inside))))
                .check(CLASSES);
    }

    private void library(String library, String... places) {
        noClasses()
                .that()
                .resideOutsideOfPackages(places)
                .and()
                .resideOutsideOfPackage("hotswitch.bench..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .allowEmptyShould(true)
                .check(CLASSES);
    }
}
