package dev.stemgate.console;
import java.nio.file.Path; import java.util.*; import java.time.*;
import org.junit.jupiter.api.*; import org.junit.jupiter.api.io.TempDir;
class ProbeTest {
  @TempDir Path folder;
  @Test void probe() {
    Templates t = new Templates(Clock.systemUTC(), ZoneOffset.UTC, Map.of("zone","UTC","here",""));
    var s = new dev.stemgate.console.access.Sessions(Clock.systemUTC()).begin("");
    Visit v = new Visit(s,"loopback","x",List.of(),Map.of());
    try { System.out.println(t.render("overview", v, Map.of("here","overview","now",Instant.now(),"hospitals",List.of(new HospitalLine("north","off",Optional.empty(),new dev.stemgate.state.EhrGates.Gate(false,Optional.empty()),Map.of(),Map.of(),Instant.now())),"outcomes",List.of("x"),"states",List.of("y"),"reasons",List.of(),"open",0L))); }
    catch (RuntimeException e) { System.out.println(e); System.out.println(e.getCause()); }
  }
}
