"""
Degrees into metres of the British National Grid, and back.

By the formulas of the Ordnance Survey's "A guide to coordinate systems in Great Britain" (annexes
B and C): seven numbers between the two ellipsoids, then the transverse Mercator projection.  It is
within some five metres of the exact transformation, which wants a grid of corrections: enough to
draw cells that are hundreds of metres across, and not to survey.
"""

import math

Point = tuple[float, float]

WGS84 = (6_378_137.0, 6_356_752.3141)
AIRY = (6_377_563.396, 6_356_256.909)
"""Half axes, in metres."""
SHIFT = (-446.448, 125.157, -542.060)
TURN = tuple(math.radians(seconds / 3600) for seconds in (-0.1502, -0.2470, -0.8421))
GROWN = 20.4894e-6
"""From WGS84 to the National Grid's own datum: metres, radians, and a share."""
SCALE, EAST_0, NORTH_0 = 0.9996012717, 400_000.0, -100_000.0
LAT_0, LON_0 = math.radians(49), math.radians(-2)


def to_grid(lat: float, lon: float) -> Point:
    """Return a point of GPS (WGS84), in degrees, as easting and northing."""
    x, y, z = _in_space(math.radians(lat), math.radians(lon), WGS84)
    return project(*_on_ellipsoid(*_moved(x, y, z), AIRY))


def from_grid(east: float, north: float) -> Point:
    """Return easting and northing as degrees of GPS, latitude first."""
    # The way there is exact enough to be walked back by steps.
    lat, lon = 53.0, -1.5
    for _ in range(8):
        x, y = to_grid(lat, lon)
        lat += (north - y) / 111_200
        lon += (east - x) / (111_320 * math.cos(math.radians(lat)))
    return lat, lon


def _in_space(lat: float, lon: float, axes: tuple[float, float]) -> tuple[float, float, float]:
    a, b = axes
    flat = 1 - (b / a) ** 2
    out = a / math.sqrt(1 - flat * math.sin(lat) ** 2)
    across = out * math.cos(lat)
    return across * math.cos(lon), across * math.sin(lon), out * (1 - flat) * math.sin(lat)


def _moved(x: float, y: float, z: float) -> tuple[float, float, float]:
    (dx, dy, dz), (rx, ry, rz), grown = SHIFT, TURN, 1 + GROWN
    return (
        dx + grown * x - rz * y + ry * z,
        dy + rz * x + grown * y - rx * z,
        dz - ry * x + rx * y + grown * z,
    )


def _on_ellipsoid(x: float, y: float, z: float, axes: tuple[float, float]) -> Point:
    a, b = axes
    flat = 1 - (b / a) ** 2
    across = math.hypot(x, y)
    lat = math.atan2(z, across * (1 - flat))
    for _ in range(6):
        out = a / math.sqrt(1 - flat * math.sin(lat) ** 2)
        lat = math.atan2(z + flat * out * math.sin(lat), across)
    return lat, math.atan2(y, x)


def project(lat: float, lon: float) -> Point:
    """Return a point on the National Grid's own ellipsoid, in radians, as easting and northing."""
    a, b = AIRY
    flat, n = 1 - (b / a) ** 2, (a - b) / (a + b)
    sin, cos, tan2 = math.sin(lat), math.cos(lat), math.tan(lat) ** 2
    across = a * SCALE / math.sqrt(1 - flat * sin**2)
    along = a * SCALE * (1 - flat) / (1 - flat * sin**2) ** 1.5
    ratio = across / along
    over = ratio - 1
    d, s = lat - LAT_0, lat + LAT_0
    meridian = b * SCALE * (
        (1 + n + 5 / 4 * n**2 + 5 / 4 * n**3) * d
        - (3 * n + 3 * n**2 + 21 / 8 * n**3) * math.sin(d) * math.cos(s)
        + (15 / 8 * n**2 + 15 / 8 * n**3) * math.sin(2 * d) * math.cos(2 * s)
        - 35 / 24 * n**3 * math.sin(3 * d) * math.cos(3 * s)
    )  # fmt: skip
    turned = lon - LON_0
    north = (
        meridian
        + NORTH_0
        + across / 2 * sin * cos * turned**2
        + across / 24 * sin * cos**3 * (5 - tan2 + 9 * over) * turned**4
        + across / 720 * sin * cos**5 * (61 - 58 * tan2 + tan2**2) * turned**6
    )
    fifth = 5 - 18 * tan2 + tan2**2 + 14 * over - 58 * tan2 * over
    east = (
        EAST_0
        + across * cos * turned
        + across / 6 * cos**3 * (ratio - tan2) * turned**3
        + across / 120 * cos**5 * fifth * turned**5
    )
    return east, north
