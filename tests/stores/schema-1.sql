BEGIN TRANSACTION;
CREATE TABLE changes (
	id INTEGER NOT NULL, 
	who TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	"when" TEXT NOT NULL, 
	undoes INTEGER, 
	PRIMARY KEY (id), 
	FOREIGN KEY(undoes) REFERENCES changes (id)
);
INSERT INTO "changes" VALUES(1,'王','试','2026-11-25T08:00:00Z',NULL);
INSERT INTO "changes" VALUES(2,'王','试','2026-11-25T08:00:00Z',NULL);
CREATE TABLE gpkg_contents (
  table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT DEFAULT '',
  last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id)
);
INSERT INTO "gpkg_contents" VALUES('points','features','points','','2026-11-26T02:26:15.189Z',NULL,NULL,NULL,NULL,4326);
CREATE TABLE gpkg_geometry_columns (
  table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL,
  z TINYINT NOT NULL, m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id)
);
INSERT INTO "gpkg_geometry_columns" VALUES('points','geom','POINT',4326,0,0);
CREATE TABLE gpkg_spatial_ref_sys (
  srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT
);
INSERT INTO "gpkg_spatial_ref_sys" VALUES('Undefined Cartesian',-1,'NONE',-1,'undefined',NULL);
INSERT INTO "gpkg_spatial_ref_sys" VALUES('Undefined geographic',0,'NONE',0,'undefined',NULL);
INSERT INTO "gpkg_spatial_ref_sys" VALUES('WGS 84',4326,'EPSG',4326,'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4326"]]',NULL);
CREATE TABLE points (
	fid INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	name_zh TEXT NOT NULL, 
	name_en TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	lon DOUBLE NOT NULL, 
	lat DOUBLE NOT NULL, 
	error_m DOUBLE NOT NULL, 
	basis TEXT NOT NULL, 
	status TEXT NOT NULL, 
	note TEXT NOT NULL, 
	origin TEXT NOT NULL, 
	geom POINT NOT NULL, 
	PRIMARY KEY (fid), 
	UNIQUE (id)
);
INSERT INTO "points" VALUES(1,'a','点','Point','school',116.3,39.85,10.0,'mapped','existing','新','',X'47500001E610000001010000003333333333135D40CDCCCCCCCCEC4340');
CREATE TABLE store (
	schema INTEGER NOT NULL, 
	version INTEGER NOT NULL
);
INSERT INTO "store" VALUES(1,2);
CREATE TABLE touched (
	change INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	"before" TEXT, 
	"after" TEXT, 
	PRIMARY KEY (change, id), 
	FOREIGN KEY(change) REFERENCES changes (id)
);
INSERT INTO "touched" VALUES(1,'a',NULL,'{"id":"a","name":{"zh":"点","en":"Point"},"kind":"school","lon":116.3,"lat":39.85,"error_m":10.0,"basis":"mapped","status":"existing","note":"旧","origin":""}');
INSERT INTO "touched" VALUES(1,'b',NULL,'{"id":"b","name":{"zh":"点","en":"Point"},"kind":"school","lon":116.3,"lat":39.85,"error_m":10.0,"basis":"mapped","status":"existing","note":"","origin":""}');
INSERT INTO "touched" VALUES(2,'a','{"id":"a","name":{"zh":"点","en":"Point"},"kind":"school","lon":116.3,"lat":39.85,"error_m":10.0,"basis":"mapped","status":"existing","note":"旧","origin":""}','{"id":"a","name":{"zh":"点","en":"Point"},"kind":"school","lon":116.3,"lat":39.85,"error_m":10.0,"basis":"mapped","status":"existing","note":"新","origin":""}');
INSERT INTO "touched" VALUES(2,'b','{"id":"b","name":{"zh":"点","en":"Point"},"kind":"school","lon":116.3,"lat":39.85,"error_m":10.0,"basis":"mapped","status":"existing","note":"","origin":""}',NULL);
CREATE INDEX points_position ON points (lon, lat);
COMMIT;