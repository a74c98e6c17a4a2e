"""A messy workbook of an office, made by rule: 240 points in GCJ-02, two dozen of them wrong, names invented."""

import io

import openpyxl

from fengtai_map.geo.datum import to_gcj02

HEAD = ["序号", "点位名称", "类型", "经度", "纬度", "误差（米）", "状态", "备注"]
FIRST = (116.262, 39.822)  # WGS-84; the grid of points lies wholly inside the district
STEP = (0.0035, 0.0025)  # degrees: some 300 m east and 280 m north
COUNT, ACROSS = 240, 16
# Problems by row of the sheet: code, the column where it is reported, and the cells that make it.
PROBLEMS = {
    5: ("upload-name-missing", "点位名称", {1: None}),
    14: ("upload-position-missing", "经度", {3: None, 4: None}),
    23: ("upload-position-half", "纬度", {4: None}),
    32: ("upload-position-half", "经度", {3: None}),
    41: ("upload-position-unreadable", "经度", {3: "东边路口"}),
    50: ("upload-position-unreadable", "纬度", {4: "39°71'00\""}),
    59: ("upload-swapped", "经度", {3: 39.83, 4: 116.28}),
    68: ("upload-outside", "经度", {3: 116.6}),
    77: ("upload-outside", "经度", {4: 40.2}),
    86: ("upload-twice", "点位名称", "85"),
    95: ("upload-known", "点位名称", {1: "北京西站"}),
    104: ("upload-known", "点位名称", {1: "丽泽城市航站楼"}),
    113: ("upload-no-name", "点位名称", {1: "2026-03-01"}),
    122: ("upload-kind", "类型", {2: None}),
    131: ("upload-marks", "点位名称", {1: "e" + "\u0301" * 79}),
    140: ("upload-error", "误差（米）", {5: -5}),
    149: ("upload-error", "误差（米）", {5: "很小"}),
    158: ("upload-error", "误差（米）", {5: 0}),
    167: ("upload-long", "点位名称", {1: "长" * 81}),
    176: ("upload-long", "备注", {7: "长" * 1001}),
    185: ("upload-control", "点位名称", {1: "隐\u200b形园"}),
    194: ("upload-formula", "点位名称", {1: '=HYPERLINK("http://x","y")'}),
    203: ("upload-formula", "备注", {7: "=1+1"}),
    212: ("upload-position-nowhere", "经度", {3: 0, 4: 0}),
}


def position(number):
    """WGS-84 longitude and latitude of point `number`, from 0."""
    return FIRST[0] + STEP[0] * (number % ACROSS), FIRST[1] + STEP[1] * (number // ACROSS)


def workbook():
    """The .xlsx, and the WGS-84 position by row of the sheet."""
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.append(HEAD)
    where = {}
    for number in range(COUNT):
        row, (lon, lat) = number + 2, position(number)
        where[row] = (lon, lat)
        north, east = to_gcj02((lat, lon))
        kind, status = ("口袋公园", "school", "文物")[number % 3], ("已建成", "planned", None)[number % 3]
        cells = [number + 1, f"试造点位{number:03}", kind, east, north, 25, status, "第一行\n第二行"]
        change = PROBLEMS.get(row, (None, None, {}))[2]
        if isinstance(change, str):
            cells = [page.cell(int(change), x).value for x in range(1, len(HEAD) + 1)]
        else:
            for at, value in change.items():
                cells[at] = value
        page.append(cells)
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue(), where
